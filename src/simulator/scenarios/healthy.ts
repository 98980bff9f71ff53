/** A day on which nothing goes wrong. */
import type { Scenario } from '#contract/scenario.ts';
import { july19Staged } from './july-19-staged.ts';
import { usualAssumptions } from './usual-fleet.ts';

export const healthy = {
  ...july19Staged,
  name: 'healthy',
  title: 'A day on which nothing goes wrong',
  about: 'The same fleet and the same updates as in the staged 19 July, without the fault: nothing is to be blamed.',
  unpublished: usualAssumptions,
  faults: [],
  truth: {
    guilty: [],
    innocent: ['crowdstrike/falcon-content@291', 'microsoft/edge@126.0.2592.87', 'microsoft/windows-lcu@KB5040442'],
    notes: 'Usual failures only: single failed boots, a few crashes, a site without power now and then.',
  },
} satisfies Scenario;
