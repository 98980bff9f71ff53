import { useBoard } from '../app/board.ts';
import { Icon } from '../icons/icon.tsx';
import { drillCommand, inventoryCommand, reportCommand } from './commands.ts';
import { CopyBlock } from './copy-block.tsx';

const RINGS = ['Canary', 'Pilot', 'Early', 'Broad'] as const;

/** No devices yet: rehearse, or connect a fleet. */
export function FirstRun() {
  const { origin } = useBoard();
  return (
    <div className="first">
      <div>
        <h1>No devices yet. Connect some, or rehearse first.</h1>
        <p className="lead">
          Bootwatch needs two facts from each device: that it started, and that it is still alive. Everything else is
          optional.
        </p>
      </div>
      <section className="panel rehearse" aria-labelledby="h-rehearse">
        <div>
          <h2 id="h-rehearse">See it work: the July 19 drill</h2>
          <p>
            A simulated fleet gets the content update of 19 July 2024 ring by ring, faster than in life, with the real
            button wired to it. Pause before it reaches the last ring. Use a data folder of its own: a folder belongs to
            a real fleet or to a drill, never to both.
          </p>
        </div>
        <CopyBlock name="drill command" text={drillCommand(origin)} />
      </section>
      <div>
        <h2 className="ways-title">Two ways to connect over plain HTTP</h2>
        <div className="ways">
          <section className="panel way">
            <h3>
              Send a report<small>a device, about 2 min</small>
            </h3>
            <p>One report when a boot starts, then heartbeats while it runs. Any script or agent can do it.</p>
            <CopyBlock name="report command" text={reportCommand(origin)} />
          </section>
          <section className="panel way">
            <h3>
              Load your inventory<small>the fleet, about 5 min</small>
            </h3>
            <p>
              One line a device: which ring, sector, region. Devices that are listed and never heard from show as
              unknown, not as healthy.
            </p>
            <CopyBlock name="inventory command" text={inventoryCommand(origin)} />
          </section>
        </div>
      </div>
      <section className="ghost" aria-label="What you will see">
        <p className="wait">
          <Icon name="unknown" />
          <span>
            Listening on <b className="mono">{origin}/api/reports</b>. The first device appears here within seconds of
            its first report.
          </span>
        </p>
        <ol className="lane" data-rings="4">
          {RINGS.map((ring, index) => (
            <li key={ring} className="ring-place">
              <div className="g">
                <b>{ring}</b>
                {index === 0 ? 'No devices yet' : `Waits for ${RINGS[index - 1]}`}
              </div>
              {index < RINGS.length - 1 && (
                <div className="link">
                  <Icon name="next" />
                </div>
              )}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
