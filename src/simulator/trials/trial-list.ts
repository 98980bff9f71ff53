/**
 * Every trial of a simulated fleet, one by one, from what was heard: the simulator's own list. Detection is scored on
 * it directly, and the trials that the product opens from reports are checked against it.
 */
import type { Scenario } from '#contract/scenario.ts';
import type { Fleet } from '../fleet.ts';
import { bootDue, bootHorizonSec, liveDue, liveTrialDue, returnDue, type Suspended, verdictAt } from './due.ts';
import {
  type KnownDevice,
  type KnownUpdate,
  noteBeat,
  noteEnd,
  noteInstall,
  noteReverted,
  noteRunning,
  noteSeenWith,
  noteStart,
  unknownDevice,
  VERIFY_SEC,
} from './known-device.ts';
import { bootVerdict, liveVerdict, returnVerdict, type Verdict } from './verdict.ts';

export interface SimulatedTrial {
  /** Index of the device; inventory lines come in the same order. */
  readonly device: number;
  readonly kind: 'boot' | 'live' | 'return';
  /** Epoch seconds. */
  readonly start: number;
  readonly due: number;
  /** Indexes of the scenario's updates, ascending; empty: a control. */
  readonly updates: readonly number[];
  readonly verdict: Exclude<Verdict, 'censored'>;
  /** Dark, and nobody else of its site was heard either. */
  readonly siteDark: boolean;
}

const RISK_WINDOW_SEC = 86_400;
const PEER_SEC = 60;

export class TrialList {
  readonly #fleet: Fleet;
  readonly #updates: Scenario['updates'];
  /** When a device that nobody listened to was last heard or could have been, epoch seconds. */
  readonly #audibleAt: (device: number) => number;
  readonly #known: KnownDevice[];
  /** Devices to look at, by time. */
  readonly #looks = new Map<number, Set<number>>();
  readonly #suspended: { from: number; until: number }[][];
  readonly #bySite: readonly number[][];
  /** By device: 1 while its heartbeats decide something. */
  readonly awaiting: Uint8Array;
  #concluded: SimulatedTrial[] = [];
  #now = 0;

  constructor(fleet: Fleet, updates: Scenario['updates'], audibleAt: (device: number) => number) {
    this.#fleet = fleet;
    this.#updates = updates;
    this.#audibleAt = audibleAt;
    this.#known = Array.from({ length: fleet.size }, unknownDevice);
    this.awaiting = new Uint8Array(fleet.size);
    this.#suspended = fleet.shape.regions.map(() => []);
    this.#bySite = fleet.siteNames.map(() => []);
    for (const [device, site] of fleet.site.entries()) this.#bySite[site]?.push(device);
  }

  beat(device: number, boot: number, at: number, listed: readonly number[]): void {
    const known = this.#heard(device, at);
    noteBeat(known, boot, at);
    for (const update of listed) noteSeenWith(known, update, at);
    if (listed.length > 0) this.#plan(device);
    else this.#markAwaiting(device, known);
  }

  completed(device: number, boot: number, at: number): void {
    noteRunning(this.#heard(device, at), boot, at);
  }

  started(device: number, at: number, earlier: readonly number[]): void {
    const known = this.#heard(device, at);
    for (const start of [...earlier, at]) noteStart(known, start);
    this.#plan(device);
  }

  reverted(device: number, at: number, update: number): void {
    noteReverted(this.#heard(device, at), update);
    this.#plan(device);
  }

  ended(device: number, at: number, intent: 'restart' | 'off' | 'sleep'): void {
    noteEnd(this.#heard(device, at), at, intent === 'restart');
    this.#plan(device);
  }

  installed(device: number, at: number, update: number): void {
    const byStart = this.#updates[update]?.facts.activation === 'reboot';
    noteInstall(this.#heard(device, at), update, at, byStart);
    this.#plan(device);
  }

  /** Telemetry of a region (index) is impaired from `at` on, or whole again. */
  impair(region: number, impaired: boolean, at: number): void {
    const spans = this.#suspended[region] ?? [];
    const open = spans.findLast(({ until }) => until === Number.POSITIVE_INFINITY);
    if (impaired && !open) spans.push({ from: at, until: Number.POSITIVE_INFINITY });
    if (impaired || !open) return;
    open.until = at;
    for (const [device, of] of this.#fleet.region.entries()) if (of === region) this.#look(device, at);
  }

  /** The trials whose verdict is taken at `now` or was before, each once. */
  conclude(now: number): SimulatedTrial[] {
    this.#now = now;
    for (const [time, devices] of this.#looks) {
      if (time > now) continue;
      this.#looks.delete(time);
      for (const device of devices) this.#plan(device);
    }
    const concluded = this.#concluded;
    this.#concluded = [];
    return concluded;
  }

  #of(device: number): KnownDevice {
    return this.#known[device] ?? unknownDevice();
  }

  #heard(device: number, at: number): KnownDevice {
    const known = this.#of(device);
    known.heardAt = Math.max(known.heardAt, at);
    return known;
  }

  /** Concludes what is due by now, and sees to it that the rest is looked at in time. */
  #plan(device: number): void {
    const now = this.#now;
    const known = this.#of(device);
    const suspended = this.#suspended[this.#fleet.region[device] ?? 0] ?? [];
    for (const update of known.updates) {
      if (update.byStart || update.active === 0 || update.hadLiveTrial) continue;
      const due = liveTrialDue(this.#fleet, device, update.active, suspended);
      if (verdictAt(due) > now) this.#look(device, verdictAt(due));
      else this.#concludeLive(device, known, update, due, suspended);
    }
    if (known.opened !== 0) this.#planBoot(device, known, suspended, now);
    if (known.left !== 0) {
      const due = returnDue(this.#fleet, device, known.left, suspended);
      if (verdictAt(due) > now) this.#look(device, verdictAt(due));
      else this.#concludeReturn(device, known, due);
    }
    this.#markAwaiting(device, known);
  }

  #markAwaiting(device: number, known: KnownDevice): void {
    const { opened, failed, left, lastBeat, lastStart, updates, boots } = known;
    const boot = boots.at(-1);
    const isGood = boot !== undefined && boot.done >= lastStart && boot.heard >= boot.done + VERIFY_SEC;
    const isLive = updates.some(({ byStart, active, hadLiveTrial }) => !byStart && active !== 0 && !hadLiveTrial);
    const awaits = (opened !== 0 && !isGood) || failed || isLive || (left !== 0 && lastBeat <= left);
    this.awaiting[device] = awaits ? 1 : 0;
  }

  #look(device: number, at: number): void {
    const devices = this.#looks.get(at);
    if (devices) devices.add(device);
    else this.#looks.set(at, new Set([device]));
  }

  #concludeLive(device: number, known: KnownDevice, update: KnownUpdate, due: number, suspended: Suspended): void {
    const start = update.active;
    const own = known.updates.filter(({ byStart, active }) => !byStart && active === start);
    for (const one of own) one.hadLiveTrial = true;
    const verdict = liveVerdict(known, start, due);
    if (verdict === 'censored') return;
    this.#add(device, 'live', start, due, this.#changeSet(device, known, start, own, suspended), verdict);
    if (verdict === 'pass') return;
    known.failed = true;
    known.opened = 0;
    known.lastOpened = start;
  }

  #planBoot(device: number, known: KnownDevice, suspended: Suspended, now: number): void {
    const { own, tainted } = this.#startOf(device, known, suspended);
    const start = Math.max(known.opened, ...own.filter(({ byStart }) => byStart).map(({ active }) => active));
    const reboots = Math.max(0, ...own.filter(({ byStart }) => byStart).map(({ update }) => this.#reboots(update)));
    const due = bootDue(this.#fleet, device, start, reboots, suspended);
    if (verdictAt(due) > now) {
      this.#look(device, verdictAt(due));
      return;
    }
    for (const one of own) one.hadBootTrial = true;
    const verdict = bootVerdict(known, start, due);
    known.opened = 0;
    known.failed = verdict === 'loop' || verdict === 'dark';
    if (verdict === 'censored' || (own.length === 0 && tainted)) return;
    const changeSet = own.length === 0 ? [] : this.#changeSet(device, known, start, own, suspended);
    this.#add(device, 'boot', start, due, changeSet, verdict);
  }

  /** Updates whose first start this is; `tainted`: the risk window of one is not over, but its first start is, or it is off again. */
  #startOf(device: number, known: KnownDevice, suspended: Suspended): { own: KnownUpdate[]; tainted: boolean } {
    const { opened } = known;
    const recent = known.updates.filter(({ active }) => active !== 0 && opened - active < RISK_WINDOW_SEC);
    const own = recent.filter(({ byStart, active, hadBootTrial, reverted }) => {
      if (hadBootTrial || reverted) return false;
      if (byStart) return active >= opened && active <= opened + bootHorizonSec(this.#fleet, device);
      const wentDown = known.ends.some(({ at }) => at >= active && at <= opened);
      return active < opened && (opened > liveDue(this.#fleet, device, active, suspended) || wentDown);
    });
    return { own, tainted: recent.some((one) => !own.includes(one) && one.active <= opened) };
  }

  #concludeReturn(device: number, known: KnownDevice, due: number): void {
    const { left } = known;
    known.left = 0;
    const updates = known.updates.filter(({ at, active, byStart, reverted }) => {
      if (reverted) return false;
      return active !== 0 && active <= left ? left - active < RISK_WINDOW_SEC : byStart && at <= left;
    });
    this.#add(device, 'return', left, due, updates, returnVerdict(known, left));
  }

  #reboots(update: number): number {
    return this.#updates[update]?.facts.expectedReboots ?? 0;
  }

  /** Its own updates, and those that still awaited their verdict when it began. */
  #changeSet(
    device: number,
    known: KnownDevice,
    start: number,
    own: readonly KnownUpdate[],
    suspended: Suspended,
  ): KnownUpdate[] {
    const awaits = ({ active, byStart, update, reverted }: KnownUpdate) => {
      if (reverted || active === 0 || active > start) return false;
      const due = byStart
        ? bootDue(this.#fleet, device, active, this.#reboots(update), suspended)
        : liveDue(this.#fleet, device, active, suspended);
      return due > start;
    };
    return known.updates.filter((one) => own.includes(one) || awaits(one));
  }

  #add(
    device: number,
    kind: SimulatedTrial['kind'],
    start: number,
    due: number,
    of: readonly KnownUpdate[],
    verdict: SimulatedTrial['verdict'],
  ): void {
    const updates = of.map(({ update }) => update).sort((a, b) => a - b);
    const siteDark = verdict === 'dark' && !this.#hasLivingPeer(device, start + PEER_SEC);
    this.#concluded.push({ device, kind, start, due, updates, verdict, siteDark });
  }

  #hasLivingPeer(device: number, since: number): boolean {
    const site = this.#bySite[this.#fleet.site[device] ?? 0] ?? [];
    return site.some((peer) => peer !== device && (this.#of(peer).heardAt > since || this.#audibleAt(peer) > since));
  }
}
