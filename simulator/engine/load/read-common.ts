import type { ActionKind, Inside } from "../actions/kind.ts";
import { limits } from "../facts.ts";
import type { Action, StaticResult } from "../flow.ts";
import type { Reading } from "./reading.ts";
import type { Settings } from "./settings.ts";

/** The settings that actions of every type have. */
export interface Common {
  readonly settings: Pick<
    Action,
    "secureInputs" | "secureOutputs" | "timeout" | "staticResult" | "trackedProperties"
  >;
  readonly work: Pick<Inside, "kind" | "options" | "repetitions" | "minimumItemCount">;
}

export function readCommon(reading: Reading, settings: Settings, kind: ActionKind): Common {
  settings.allow("description", "metadata");
  const description = settings.text("description");
  reading.limit(
    `the description of ${settings.what}`,
    description?.length ?? 0,
    limits.descriptionLength,
    "characters",
    [...settings.path, "description"],
  );
  const runtime = readRuntime(reading, settings, kind);
  return {
    settings: {
      secureInputs: runtime.secure.has("inputs"),
      secureOutputs: runtime.secure.has("outputs"),
      timeout: kind.hasTimeout === true ? readTimeout(settings) : undefined,
      staticResult: runtime.staticResult,
      trackedProperties: reading.optionalTemplate(settings, "trackedProperties"),
    },
    work: {
      kind: kind.kinds === undefined ? undefined : settings.word("kind", kind.kinds),
      options: readOperationOptions(settings, kind.operationOptions ?? []),
      repetitions: runtime.repetitions,
      minimumItemCount: runtime.minimumItemCount,
    },
  };
}

function readTimeout(settings: Settings): number | undefined {
  const limit = settings.inner("limit");
  const timeout = limit?.duration("timeout");
  limit?.done();
  return timeout;
}

/** A text with words between commas. */
export function readOperationOptions(settings: Settings, allowed: readonly string[]): ReadonlySet<string> {
  const text = settings.text("operationOptions") ?? "";
  const words = text.split(",").map((word) => word.trim().toLowerCase());
  const given = words.filter((word) => word !== "" && word !== "none");
  const known = new Set(allowed.map((word) => word.toLowerCase()));
  if (given.some((word) => !known.has(word))) {
    settings.invalid("operationOptions", allowed.length === 0 ? "absent" : `out of ${allowed.join(", ")}`);
  }
  return new Set(given);
}

interface Runtime {
  readonly secure: ReadonlySet<unknown>;
  readonly staticResult: StaticResult | undefined;
  readonly repetitions: number | undefined;
  readonly minimumItemCount: number | undefined;
}

function readRuntime(reading: Reading, settings: Settings, kind: ActionKind): Runtime {
  const runtime = settings.inner("runtimeConfiguration");
  const takes = new Set(kind.runtime ?? []);
  const secure = runtime?.inner("secureData");
  const properties = secure?.list("properties") ?? [];
  if (properties.some((each) => each !== "inputs" && each !== "outputs")) {
    secure?.invalid("properties", "a list of inputs, outputs");
  }
  secure?.done();
  const concurrency = takes.has("concurrency") ? runtime?.inner("concurrency") : undefined;
  const repetitions = concurrency?.count("repetitions", 1, limits.concurrentIterations);
  concurrency?.done();
  const pages = takes.has("paginationPolicy") ? runtime?.inner("paginationPolicy") : undefined;
  const minimumItemCount = pages?.count("minimumItemCount", 1, limits.paginatedItems);
  pages?.done();
  if (takes.has("contentTransfer")) {
    const transfer = runtime?.inner("contentTransfer");
    transfer?.word("transferMode", ["Chunked"]);
    transfer?.done();
  }
  const staticResult = runtime?.inner("staticResult");
  const name = staticResult?.requiredText("name");
  const isOn = staticResult?.word("staticResultOptions", ["Enabled", "Disabled"]) === "Enabled";
  staticResult?.done();
  runtime?.done();
  return {
    secure: new Set(properties),
    staticResult: isOn && name !== undefined ? reading.staticResult(name, settings) : undefined,
    repetitions,
    minimumItemCount,
  };
}
