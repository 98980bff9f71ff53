import { ProblemError } from '#contract/client.ts';
import { useDevice } from '../queries/device-query.ts';
import { BesidePicture, NOT_ANSWERED } from '../shell/beside-picture.tsx';
import { NothingHere } from '../shell/nothing-here.tsx';
import { DevicePanels } from './device-panels.tsx';

/** One device: what it counts as and why, its boots, its updates, what it reported. */
export function DeviceScreen({ device }: { device: string }) {
  const { data, error } = useDevice(device);
  if (!data && error instanceof ProblemError && error.problem.status < 500) return <UnknownDevice name={device} />;
  return (
    <BesidePicture title={device} here={device} answer={data}>
      {(snapshot, asOf) =>
        data ? (
          <DevicePanels key={device} device={data.device} snapshot={snapshot} asOf={asOf} />
        ) : (
          <main id="main" className="message" aria-busy={error === null}>
            <h1>{device}</h1>
            <p>{error === null ? 'Asking the server.' : NOT_ANSWERED}</p>
          </main>
        )
      }
    </BesidePicture>
  );
}

const UnknownDevice = ({ name }: { name: string }) => (
  <NothingHere
    headline={`No device ${name} is known here.`}
    text="None was listed in the inventory under this name, and none has reported."
  />
);
