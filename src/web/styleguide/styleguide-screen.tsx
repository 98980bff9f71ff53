import { FIRST_SEEN } from '../fixtures/build.ts';
import { WaitingChip } from '../shell/server-chip.tsx';
import { TopBar } from '../shell/top-bar.tsx';
import type { GuideSection, GuideState } from './guide-state.ts';
import { SECTIONS } from './sections.ts';
import { Still } from './still.tsx';
import './styleguide.css';

/** Every component in every state, on fixed data and a clock that stands. Not part of what is shipped. */
export function StyleguideScreen() {
  return (
    <>
      <title>Style guide · Bootwatch</title>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <TopBar now={FIRST_SEEN} here="Style guide">
        <WaitingChip words="Fixed data" />
      </TopBar>
      <div className="guide">
        <nav aria-label="Components">
          <ul>
            {SECTIONS.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="main" tabIndex={-1}>
          <h1>Components and states</h1>
          {SECTIONS.map((section) => (
            <Section key={section.id} section={section} />
          ))}
        </main>
      </div>
    </>
  );
}

function Section({ section: { id, title, room, states } }: { section: GuideSection }) {
  return (
    <section id={id} className="guide-section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div className="guide-states" data-room={room}>
        {states.map((state) => (
          <State key={state.name} state={state} />
        ))}
      </div>
    </section>
  );
}

function State({ state: { name, view, intents = [], send, stale = false } }: { state: GuideState }) {
  return (
    <article className="guide-state" aria-label={name}>
      <h3>{name}</h3>
      <Still intents={intents} {...(send && { send })} stale={stale}>
        {view}
      </Still>
    </article>
  );
}
