import type { Mutant } from "../mutation.ts";
import { createReferralMutants } from "./create-referral.ts";
import { customizeMutants } from "./customize.ts";
import { eventMutants } from "./events.ts";
import { mergeMutants } from "./merge.ts";
import { mergeFieldMutants } from "./merge-fields.ts";
import { reconcileMutants } from "./reconcile.ts";
import { registrationMutants } from "./registration.ts";
import { triggerMutants } from "./triggers.ts";

/** Every mutant of the proof. */
export const mutants: readonly Mutant[] = [
  ...registrationMutants,
  ...customizeMutants,
  ...createReferralMutants,
  ...mergeMutants,
  ...mergeFieldMutants,
  ...eventMutants,
  ...triggerMutants,
  ...reconcileMutants,
];
