/**
 * A scenario: a simulated fleet, what reaches it and what goes wrong, as plain data. A JSON file of this shape needs
 * no code. Minutes are fleet minutes since `startAt`; pairs like `[2, 4]` are the two ends of an even draw.
 */
import * as z from 'zod/mini';
import { MAX_EVERY_SEC } from './limits.ts';
import { Share, Text } from './text.ts';
import { TimeZone } from './time-zone.ts';
import { UpdateFacts } from './update.ts';
import { UpdateId } from './update-id.ts';
import { DeviceClass } from './words.ts';

/** Most updates one scenario may roll. */
const MAX_SCENARIO_UPDATES = 32;

const Minute = z.number().check(z.gte(0), z.lte(1_000_000));
const Weight = z.number().check(z.gte(0));
const Span = z.tuple([Weight, Weight]);
const Hours = z.array(Weight).check(z.length(24));

/** Devices that carry, of every label named, one of its values; `{}` is everybody. Labels: ring, sector, region, site, os, build, class and extra ones. */
export const LabelFilter = z.record(Text, z.array(Text));
export type LabelFilter = z.infer<typeof LabelFilter>;

/** What nobody published and this scenario had to assume. */
const Assumption = z.strictObject({
  /** The assumed quantity, by its path in this document. */
  knob: Text,
  /** The value chosen. */
  value: z.union([z.string(), z.number()]),
  /** Why this value. */
  why: z.string(),
});

export const FleetShape = z.strictObject({
  /** Devices unless the run asks for another number; ring sizes are meant for this one. */
  devices: z.int().check(z.gte(1)),
  /** About how many devices share a site; a site has one sector and one region. */
  siteSize: z.int().check(z.gte(1)),
  /** What devices serve; shares are weights, they need not add up to 1. */
  sectors: z.array(z.strictObject({ sector: Text, share: Weight })).check(z.minLength(1)),
  /** Where devices stand, each with an IANA time zone for its days and nights. */
  regions: z.array(z.strictObject({ region: Text, share: Weight, timeZone: TimeZone })).check(z.minLength(1)),
  /** System builds; `classes` names the classes a build occurs on, absent: all. */
  builds: z
    .array(z.strictObject({ build: Text, os: Text, share: Weight, classes: z.optional(z.array(DeviceClass)) }))
    .check(z.minLength(1)),
  classes: z
    .array(
      z.strictObject({
        class: DeviceClass,
        share: Weight,
        /** Seconds between two heartbeats. */
        everySec: z.int().check(z.gte(1), z.lte(MAX_EVERY_SEC)),
        /** Goes to sleep in the evening, by local time; absent: stays on. */
        night: z.optional(
          z.strictObject({
            /** Share of the devices that do so on any one evening. */
            share: Share,
            /** Of those, the share that is shut down instead of sleeping, and so boots in the morning. */
            offShare: Share,
            /** Local hours, 0 to 24, with fractions. */
            fromHour: z.number().check(z.gte(0), z.lte(24)),
            untilHour: z.number().check(z.gte(0), z.lte(24)),
            /** Devices spread their going and coming over this many minutes after these hours. */
            spreadMinutes: Minute,
          }),
        ),
      }),
    )
    .check(z.minLength(1)),
  /** In rollout order. Devices beyond all sizes carry no ring. */
  rings: z
    .array(
      z.strictObject({
        ring: Text,
        /** Scaled in proportion when the run has another number of devices; `rest`: all that are left. */
        devices: z.union([z.int().check(z.gte(1)), z.literal('rest')]),
        /** Never scaled below this. */
        atLeast: z.optional(z.int().check(z.gte(1))),
        /** Only such devices are put into this ring. */
        where: z.optional(LabelFilter),
      }),
    )
    .check(z.minLength(1), z.maxLength(15)),
  /** Devices whose ring differs for one channel; the first entry that fits counts. */
  ringOverrides: z.optional(
    z.array(z.strictObject({ channel: Text, ring: Text, share: Share, where: z.optional(LabelFilter) })),
  ),
  /** Further labels, for example the version of an agent; the first entry of a label that fits a device counts. */
  labels: z.optional(
    z.array(
      z.strictObject({
        label: Text,
        values: z.array(z.strictObject({ value: Text, share: Weight })).check(z.minLength(1)),
        where: z.optional(LabelFilter),
      }),
    ),
  ),
});
export type FleetShape = z.infer<typeof FleetShape>;

/** What happens on a day when nothing happens. */
export const Baseline = z.strictObject({
  /**
   * Share of boots that fail once and are good the second time. Further restarts of one update are one boot with its
   * first: otherwise the update itself would make failures more frequent.
   */
  failureShare: Share,
  /** Factors on `failureShare`; all that fit a device multiply. */
  failureFactors: z.optional(z.array(z.strictObject({ where: LabelFilter, factor: Weight }))),
  /** Factors on `failureShare` by local hour. */
  failuresByHour: z.optional(Hours),
  /** Log-normal standard deviation of `failureShare` between sector x build x region. */
  stratumSpread: z.optional(Weight),
  /** Log-normal standard deviation of `failureShare` between days. */
  daySpread: z.optional(Weight),
  /** Minutes until a failed boot is tried again. */
  failedBootMinutes: Span,
  /** Share of failed boots whose start is heard at once; the others are told by the next boot. */
  failedStartsHeard: Share,
  /** Announced restarts a day and device. */
  restartsADay: z.number().check(z.gte(0), z.lte(24)),
  /** The same in the history, where it was another. */
  pastRestartsADay: z.optional(z.number().check(z.gte(0), z.lte(24))),
  /** Weights of restarts by local hour. */
  restartsByHour: z.optional(Hours),
  /** Unannounced restarts (a crash of its own) a day and device. */
  crashesADay: z.number().check(z.gte(0), z.lte(24)),
  /** Seconds from a boot's start to its completion. */
  bootSeconds: Span,
  /** Sites that lose power, a day and site, and for how long. */
  siteOutages: z.optional(z.strictObject({ aDay: Weight, minutes: Span })),
  /** Past activations without a restart, a day and device; for the history only. */
  liveUpdatesADay: Weight,
  /** Share of those not heard again in time; for the history only. */
  liveFailureShare: Share,
  /** Share of devices switched off for the night that are not back in the morning; for the history only. */
  stayAwayShare: z.optional(Share),
});
export type Baseline = z.infer<typeof Baseline>;

export const ScenarioUpdate = z.strictObject({
  id: UpdateId,
  /** As told to the server, with the plan made from `waves`. */
  facts: z.omit(UpdateFacts, { plan: true }),
  /** False: the server is not told facts or plan; it learns of the update from reports alone. */
  announced: z.optional(z.boolean()),
  /** False: facts are told, the plan is not, as when a vendor pushes. */
  planTold: z.optional(z.boolean()),
  /** False: the waves do not ask the gate, because the owner has no say in them. */
  gated: z.optional(z.boolean()),
  /** False: nobody reports its installs. */
  reported: z.optional(z.boolean()),
  /** True: devices list it as active in the first heartbeat after a boot. */
  listed: z.optional(z.boolean()),
  /** One entry a ring: when its installs begin and over how many minutes they are spread. A hold stops this spread; it goes on where it stood. */
  waves: z.array(z.strictObject({ ring: Text, startMinute: Minute, overMinutes: z.number().check(z.gt(0)) })),
  /** Who comes first inside a ring: `random` (default), `site` by site, or by the values of a label in the order given. */
  order: z.optional(
    z.union([z.literal('random'), z.literal('site'), z.strictObject({ label: Text, values: z.array(Text) })]),
  ),
  /** With activation `reboot`: minutes from the install until the device restarts for it. */
  restartAfterMinutes: z.optional(Span),
  /** With activation `reboot`: restarts it really makes after the first, drawn once a device; absent: `expectedReboots`. */
  furtherRestarts: z.optional(Span),
  /** Withdrawn by the vendor: no installs from here, and devices that have it lose it over some minutes. */
  withdrawn: z.optional(z.strictObject({ atMinute: Minute, overMinutes: z.number().check(z.gt(0)) })),
});
export type ScenarioUpdate = z.infer<typeof ScenarioUpdate>;

export const Fault = z.strictObject({
  /** What makes it happen. */
  cause: z.discriminatedUnion('by', [
    /** These updates, once all of them are active on a device. */
    z.strictObject({ by: z.literal('updates'), updates: z.array(UpdateId).check(z.minLength(1)) }),
    /** Somebody else's push that nobody reports. */
    z.strictObject({ by: z.literal('push'), startMinute: Minute, overMinutes: z.number().check(z.gt(0)) }),
  ]),
  /** Only such devices can be hit; absent: all the cause reaches. */
  where: z.optional(LabelFilter),
  /** Share of the devices reached that is hit. */
  share: Share,
  /** Seconds from the cause to the crash. */
  afterSeconds: Span,
  /** The stop code, and the module a dump blames; absent: the device just stays away. */
  crash: z.optional(z.strictObject({ code: Text, module: z.optional(Text) })),
  /** Share of the hit devices whose boot starts are heard at all. */
  startsHeard: Share,
  /** Share of the hit devices whose first crash a hypervisor or console reports. */
  crashesHeard: z.optional(Share),
  /** Minutes between two starts of a loop, drawn once a device. */
  loopMinutes: Span,
  /** Starts after which a device stays on its recovery screen; absent: it goes on. */
  startsAtMost: z.optional(z.int().check(z.gte(0))),
  /** The whole site goes dark while one of its devices is down. */
  takesSite: z.optional(z.boolean()),
  recovery: z.strictObject({
    /** Share of the hit devices that get the fix between two starts, evenly over some minutes. */
    byItself: z.optional(z.strictObject({ share: Share, startMinute: Minute, overMinutes: z.number().check(z.gt(0)) })),
    /** The rest is mended by people: half of those still down in every half-life. */
    byHand: z.optional(z.strictObject({ startMinute: Minute, halfLifeMinutes: z.number().check(z.gt(0)) })),
  }),
});
export type Fault = z.infer<typeof Fault>;

const Window = {
  /** Whom it concerns; absent: everybody. */
  where: z.optional(LabelFilter),
  startMinute: Minute,
  untilMinute: Minute,
  /** Both minutes move later by up to this many, drawn from the seed. */
  shiftMinutes: z.optional(Minute),
};

export const Scenario = z.strictObject({
  /** The name it is called by. */
  name: Text,
  /** The name people see. */
  title: Text,
  /** What happens, in a few sentences. */
  about: z.string(),
  /** Every assumption that no source gives. */
  unpublished: z.array(Assumption),
  /** Fleet time of minute 0, ISO 8601 with an offset. */
  startAt: z.iso.datetime({ offset: true }),
  /** Healthy minutes at the beginning. */
  warmUpMinutes: Minute,
  /** How long it lasts, warm-up included. */
  minutes: z.int().check(z.gte(1)),
  fleet: FleetShape,
  baseline: Baseline,
  updates: z.array(ScenarioUpdate).check(z.maxLength(MAX_SCENARIO_UPDATES)),
  faults: z.array(Fault),
  /** Devices live on, but what they send in this time is lost. */
  collectorFaults: z.optional(z.array(z.strictObject(Window))),
  /** A share of the sites is without power (devices boot afterwards) or without network (they are only not heard). */
  outages: z.optional(z.array(z.strictObject({ ...Window, siteShare: Share, kind: z.enum(['power', 'network']) }))),
  /** Devices that sleep at an unusual time, with or without saying so. */
  sleepers: z.optional(
    z.array(z.strictObject({ ...Window, share: Share, announced: z.boolean(), spreadMinutes: Minute })),
  ),
  /** What a detector should find. */
  truth: z.strictObject({ guilty: z.array(UpdateId), innocent: z.array(UpdateId), notes: z.string() }),
});
export type Scenario = z.infer<typeof Scenario>;
