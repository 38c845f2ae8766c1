// Reads definitions, ours or others', without trusting their shape.

export type Loose = Readonly<Record<string, unknown>>;

export interface LooseOperation {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly operation: Loose;
}

const methods = ["get", "put", "post", "delete", "patch"];

export function operationsOf(definition: unknown): readonly LooseOperation[] {
  return Object.entries(loose(loose(definition)["paths"])).flatMap(([path, item]) =>
    Object.entries(loose(item))
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation: loose(operation) })),
  );
}

/** The parameters of an operation, each where its reference leads. */
export function resolvedParameters(definition: unknown, operation: Loose): readonly Loose[] {
  const shared = loose(loose(definition)["parameters"]);
  const parameters: readonly unknown[] = Array.isArray(operation["parameters"])
    ? operation["parameters"]
    : [];
  return parameters.map((parameter) => {
    const reference = loose(parameter)["$ref"];
    return loose(typeof reference === "string" ? shared[reference.replace("#/parameters/", "")] : parameter);
  });
}

export function loose(value: unknown): Loose {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
