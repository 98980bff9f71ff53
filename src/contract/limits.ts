/** Every limit of the product, in one place. Times in milliseconds unless the name says otherwise. */

/** Most reports in one request. */
export const MAX_REPORTS_PER_REQUEST = 10_000;
/** Fields without a meaning that a receipt of reports tells of. */
export const MAX_IGNORED_FIELDS = 20;
/** Largest request body, measured after decompression, in bytes. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** Bodies read into memory at the same time, together, in bytes; beyond it the server answers 429. */
export const MAX_BODIES_BYTES = 64 * 1024 * 1024;
/** Longest a body is waited for, all waiting together. */
export const BODY_PATIENCE_MS = 30_000;
/** A body that is worked on while it comes is not waited for where it comes slower than this. */
export const MIN_STREAM_BYTES_PER_SEC = 8 * 1024;
/** Largest history request. */
export const MAX_HISTORY_BYTES = 64 * 1024 * 1024;
/** Largest inventory, measured after decompression, in bytes; it is read while it comes and never held as a whole. */
export const MAX_INVENTORY_BYTES = 8 * 1024 * 1024 * 1024;
/** Longest line of an inventory, in bytes. */
export const MAX_INVENTORY_LINE_BYTES = 64 * 1024;
/** Devices of one inventory: every one that it has named is remembered to its end. */
export const MAX_INVENTORY_DEVICES = 20_000_000;
/** Inventories read at the same time, each holding about 2 MiB of text (a large CSV with an open quote up to 100 lines more); beyond it the server answers 429. */
export const MAX_INVENTORIES_AT_ONCE = 32;
/** Of those, such of more than a megabyte. */
export const MAX_LARGE_INVENTORIES_AT_ONCE = 2;
/** Bad lines, and lines that repeat a device, listed in a receipt; all are counted. */
export const MAX_LISTED_LINES = 100;
/** The last reports of a device, on its page: so many heartbeats, and so many others, which they would crowd out. */
export const MAX_DEVICE_REPORTS = 100;
/** Most channels for which one device may have a ring of its own. */
export const MAX_RINGS_PER_DEVICE = 64;
/** Longest text a report may carry in any one field (ids, labels, modules), in characters. */
export const MAX_TEXT = 200;
/** Longest reason a person may write, in characters. */
export const MAX_REASON = 1_000;
/** Longest note: the log shows it whole, among others. */
export const MAX_NOTE = 500;
/** Most labels of one device beside the well-known ones. */
export const MAX_EXTRA_LABELS = 32;
/** Most earlier start times one `boot.started` may carry. */
export const MAX_EARLIER_STARTS = 20;
/** Longest promise of a heartbeat, in seconds. */
export const MAX_EVERY_SEC = 65_535;
/** The last moment a calendar knows, in epoch milliseconds. */
export const MAX_EPOCH_MS = 8.64e15;
/** Most updates one heartbeat may list. */
export const MAX_ACTIVE_UPDATES_PER_HEARTBEAT = 64;

/** A report's clock may be off by this much and is corrected; beyond it the correction is clamped. */
export const MAX_CLOCK_SKEW_MS = 10 * 60_000;
/** A report older than this, by the fleet clock, is rejected. */
export const MAX_REPORT_AGE_MS = 7 * 24 * 3_600_000;
/** A report further in the future than this, by the fleet clock, is rejected. */
export const MAX_REPORT_LEAD_MS = 5 * 60_000;

export const MAX_RINGS = 15;
export const MAX_SECTORS = 64;
export const MAX_REGIONS = 64;
export const MAX_BUILDS = 256;
export const MAX_SITES = 100_000;
export const MAX_ACTIVE_UPDATES = 256;
/** Recent updates remembered per device. */
export const MAX_EXPOSURES_PER_DEVICE = 8;

/** Most reports written at once. */
export const GROUP_MAX_REPORTS = 20_000;
/** Shortest time between two writes; what arrives meanwhile is the next group. An idle server writes at once. */
export const GROUP_GAP_MS = 50;
/** Reports waiting to be written; beyond it the server answers 429. */
export const MAX_QUEUED_REPORTS = 100_000;

/** The undo offered after a pause. */
export const UNDO_WINDOW_MS = 10_000;
/** Largest snapshot, in bytes of JSON. */
export const MAX_SNAPSHOT_BYTES = 50_000;
/** Updates listed in one snapshot, the suspected first; the rest is behind `GET /api/updates`. */
export const MAX_SNAPSHOT_UPDATES = 14;
/** Channels of which a snapshot says how many devices are in no ring. */
export const MAX_SNAPSHOT_CHANNELS = 3;
/** Most points of one series line. */
export const MAX_SERIES_POINTS = 300;
/** Most rows of one page of a list. */
export const MAX_PAGE_SIZE = 200;

/** A share is judged from this many checked devices on. */
export const MIN_CHECKED_TO_JUDGE = 10;
