import { call } from '#contract/client.ts';
import { MAX_REASON } from '#contract/limits.ts';
import { giveReason } from '#contract/routes.ts';
import { useBoard } from '../app/board.ts';
import { WordsForm } from '../shell/words-form.tsx';

interface Props {
  update: string;
  hold: string;
  label: string;
}

/** Asks in place why the update was paused; nothing waits for the answer. */
export function ReasonForm({ update, hold, label }: Props) {
  const { send } = useBoard();
  return (
    <WordsForm
      label={`Why was ${label} paused?`}
      placeholder="For example: boot loops in Canary"
      most={MAX_REASON}
      failed="The reason was not saved."
      save={(reason, idempotencyKey) =>
        call(send, giveReason, { params: { id: update, hold }, body: { reason }, idempotencyKey })
      }
    />
  );
}
