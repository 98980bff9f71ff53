/** Samples of a Prometheus time series, whichever version of the protocol brought them. */
export interface Sample {
  readonly value: number;
  /** Epoch ms. */
  readonly at: number;
}

export interface TimeSeries {
  readonly labels: ReadonlyMap<string, string>;
  readonly samples: readonly Sample[];
}

/** The label that holds a metric's name. */
export const METRIC = '__name__';
