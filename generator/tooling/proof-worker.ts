import { parentPort, workerData } from "node:worker_threads";
import { mutants } from "../../simulator/proof/mutants/index.ts";
import { tryMutant } from "../../simulator/proof/try-mutant.ts";
import { FlowLibrary } from "../../simulator/tenant/running-flows.ts";
import { assert } from "../diagnostics/failure.ts";
import type { ProofCast } from "./proof-cast.ts";
import { castOf, scenariosInOrder } from "./proof-cast.ts";

// One worker of the proof: takes mutants by their id, answers what became of each.

const given = workerData as ProofCast;
const cast = castOf(given);
const scenarios = scenariosInOrder(given.order);
const library = new FlowLibrary();

parentPort?.on("message", (id: string) => {
  const mutant = mutants.find((each) => each.id === id);
  assert(mutant !== undefined, `there is no mutant ${id}`);
  const start = performance.now();
  const { caught, played } = tryMutant(mutant, cast, scenarios, library);
  parentPort?.postMessage({ id, caught, played, milliseconds: performance.now() - start });
});
