import { getRouteApi, Link } from '@tanstack/react-router';
import { ProblemError } from '#contract/client.ts';
import { useDevice } from '../queries/device-query.ts';
import { BesidePicture } from '../shell/beside-picture.tsx';
import { DevicePanels } from './device-panels.tsx';

const route = getRouteApi('/devices/$device');

/** One device: what it counts as and why, its boots, its updates, what it reported. */
export function DeviceScreen() {
  const { device } = route.useParams();
  const { data, error } = useDevice(device);
  if (!data && error instanceof ProblemError && error.problem.status < 500) return <UnknownDevice name={device} />;
  return (
    <BesidePicture title={device} here={device} answer={data} silent={error !== null}>
      {(snapshot) => data && <DevicePanels device={data.device} snapshot={snapshot} />}
    </BesidePicture>
  );
}

function UnknownDevice({ name }: { name: string }) {
  return (
    <main id="main" className="message">
      <title>No such device · Bootwatch</title>
      <h1>No device {name} is known here.</h1>
      <p>None was listed in the inventory under this name, and none has reported.</p>
      <p>
        <Link to="/" search={true}>
          Back to the live screen
        </Link>
      </p>
    </main>
  );
}
