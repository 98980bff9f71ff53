import type { UpdateSummary } from '#contract/update.ts';
import { prepareScope } from './prepare-scope.ts';

/** The reach of a pause, fact by fact. */
export function ScopeFacts({ update }: { update: UpdateSummary }) {
  return (
    <dl className="facts2">
      {prepareScope(update).map(({ term, strong, text }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <b>{strong}</b>
            {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}
