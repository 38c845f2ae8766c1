import { connectorArtifacts, emitConnectors } from "../connector/index.ts";
import { emitFlows } from "../flows/index.ts";
import { checkSalesforce, emitSalesforce } from "../salesforce/index.ts";
import { emitSolutions } from "../solution/index.ts";
import { type Diagnostic, hasErrors, type Locate } from "./diagnostics/diagnostic.ts";
import { emitDocuments } from "./documents/emit-documents.ts";
import { flowArtifacts } from "./flow-artifacts.ts";
import type { Artifact } from "./model/artifact.ts";
import type { EmittedConnector, EmittedFlow } from "./model/emitted.ts";
import type { Model } from "./model/model.ts";
import { readMapping } from "./spec/read-mapping.ts";
import type { Source } from "./spec/yaml-document.ts";

/** A mapping as text or as the bytes of its file; `file` is the name that findings give it. */
export type MappingSource = Source;

export interface BuildResult {
  /** Empty when there is an error among the findings. */
  readonly artifacts: readonly Artifact[];
  readonly diagnostics: readonly Diagnostic[];
  /** The resolved mapping; absent when it has errors. */
  readonly model?: Model;
}

/** What a caller can be told of: the mapping is understood, everything is emitted, everything is packed. */
export type Stage = "model" | "emit" | "pack";

/**
 * The whole of cosell: one mapping in, every file out. Pure: the same text gives the same bytes, wherever and whenever.
 * `done` is told when a stage has ended, so that a caller can measure or report.
 */
export function build(source: MappingSource, done: (stage: Stage) => void = () => {}): BuildResult {
  const { model, diagnostics: found, locate } = readMapping(source); // read → parse → check → model
  done("model");
  if (model === undefined) return { artifacts: [], diagnostics: found };

  const { connectors, flows, diagnostics: said } = emit(model, locate);
  const diagnostics = [...found, ...said];
  done("emit");
  if (hasErrors(diagnostics)) return { artifacts: [], diagnostics, model };

  const artifacts = pack(model, connectors, flows);
  done("pack");
  return { artifacts, diagnostics, model };
}

/** The mistakes in a mapping: everything that `build` would say of it, without packing anything. */
export function check(source: MappingSource): readonly Diagnostic[] {
  const { model, diagnostics, locate } = readMapping(source);
  return model === undefined ? diagnostics : [...diagnostics, ...emit(model, locate).diagnostics];
}

function emit(model: Model, locate: Locate | undefined) {
  const { flows, diagnostics } = emitFlows(model);
  return {
    connectors: emitConnectors(model),
    flows,
    diagnostics: [...diagnostics, ...checkSalesforce(model, locate)],
  };
}

function pack(
  model: Model,
  connectors: readonly EmittedConnector[],
  flows: readonly EmittedFlow[],
): readonly Artifact[] {
  const parts = [...connectorArtifacts(connectors), ...flowArtifacts(flows)];
  const solutions = emitSolutions(model, connectors, flows);
  const packed = [...parts, ...solutions, ...emitSalesforce(model)];
  return [...packed, ...emitDocuments(model, packed)];
}
