import { readFileSync } from "node:fs";
import { assert } from "../../../generator/diagnostics/failure.ts";
import type { EmittedConnector, EmittedFlow } from "../../../generator/model/emitted.ts";
import type { ConnectorModel, FlowModel, Model } from "../../../generator/model/model.ts";
import type { Files } from "../../../generator/packing/zip.ts";
import { readMapping } from "../../../generator/spec/read-mapping.ts";
import type { FileContents } from "../../../solution/read/read-zip.ts";

// Solutions whose flows and connectors hold next to nothing: for tests of what a solution is around them.

const text = readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8");
const { model } = readMapping({ file: "mapping.yaml", text });
assert(model !== undefined, "the default mapping is valid");

export const defaultModel: Model = model;

/** A flow that does nothing, and may use both custom connectors. */
export const smallFlow = (flow: FlowModel): EmittedFlow => ({
  flow,
  file: {
    properties: {
      connectionReferences: {},
      definition: { triggers: { manually: { type: "Request" } }, actions: {} },
      templateName: "",
    },
    schemaVersion: "1.0.0.0",
  },
  connections: ["referrals", "events"],
  variables: [],
});

/** A connector without operations. */
export const smallConnector = (connector: ConnectorModel): EmittedConnector => ({
  connector,
  description: connector.title,
  brandColor: "#0078d4",
  definition: { swagger: "2.0", info: { title: connector.title, version: "1.0" }, paths: {} },
  connectionParameters: {},
  policies: [],
  icon: Uint8Array.of(1, 2, 3),
});

export const smallConnectors = [defaultModel.connectors.referrals, defaultModel.connectors.events].map(
  smallConnector,
);
export const smallFlows = defaultModel.flows.map(smallFlow);

/** Files of a solution as a reader sees them. */
export const contentsOf = (files: Files): FileContents =>
  new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    ]),
  );
