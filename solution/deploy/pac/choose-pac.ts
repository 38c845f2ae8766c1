import { Failure } from "../../../generator/diagnostics/failure.ts";
import { deployCodes } from "../codes.ts";
import { findPac } from "./find-pac.ts";
import type { Pac } from "./pac.ts";
import { type PacOptions, pacProgram } from "./program.ts";
import { pacWrapper, wrapperActions, wrapperPackage } from "./wrapper.ts";

export type PacBackEnd = "program" | "wrapper";

export interface PacChoice extends Omit<PacOptions, "found"> {
  /** What the user has asked for; without it the wrapper is taken where it is installed and can be used. */
  readonly backEnd?: PacBackEnd;
  /** Path of pac, where the user has named it. */
  readonly path?: string;
}

/** Finds pac and what it is called through. Throws a Failure where what was asked for cannot be had. */
export async function choosePac(choice: PacChoice): Promise<Pac> {
  const { machine, target, backEnd } = choice;
  const found = await findPac(machine, choice.path);
  const options = { ...choice, found };
  if (backEnd === "program") return pacProgram(options);
  const { url, application } = target;
  // The wrapper starts one program and puts nothing before its words.
  const unfit =
    application === undefined
      ? "it signs in as an application only: set COSELL_TENANT_ID, COSELL_CLIENT_ID and COSELL_CLIENT_SECRET"
      : found.before.length > 0
        ? "it cannot start pac through dnx"
        : undefined;
  const actions = unfit === undefined ? wrapperActions(await machine.load(wrapperPackage)) : undefined;
  if (actions !== undefined && application !== undefined) {
    return pacWrapper(actions, { ...options, target: { url, application } });
  }
  if (backEnd === undefined) return pacProgram(options);
  const reason = unfit ?? `${wrapperPackage} is not installed`;
  throw new Failure(deployCodes.finding("WRAPPER_UNUSABLE", { reason }));
}
