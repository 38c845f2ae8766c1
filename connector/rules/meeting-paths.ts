import type { OperationNode } from "./document.ts";
import { maximumSegments } from "./facts.ts";
import type { Broken } from "./rule.ts";

/** `/deals/{id}` and `/deals/open` with the same method: which one is called is not said. Names the first other path. */
export function* meetingPaths(operations: readonly OperationNode[]): Iterable<Broken> {
  const shapes = operations.map(({ path, method }) => ({ method, segments: path.toLowerCase().split("/") }));
  const tooMany: Broken = { at: ["paths"], found: "more than can be held against one another" };
  if (shapes.reduce((sum, { segments }) => sum + segments.length, 0) > maximumSegments) return yield tooMany;
  const places = placesOf(shapes);
  const budget = { segments: maximumSegments };
  for (const [index, { at }] of operations.entries()) {
    const one = shapes[index];
    // What has no parameter fits nothing but itself.
    if (one === undefined || !one.segments.some(isVariable)) continue;
    const [first] = candidates(one, places)
      .map((numbers) => numbers.find((each) => fits(one, shapes[each], budget)))
      .filter((each) => each !== undefined)
      .toSorted((left, right) => left - right);
    if (budget.segments <= 0) return yield tooMany;
    const other = first === undefined ? undefined : shapes[first];
    if (other !== undefined) yield { at, found: other.segments.join("/") };
  }
}

interface Shape {
  readonly method: string;
  readonly segments: readonly string[];
}

/** Numbers of the shapes with the same method and length, by what stands at one of their places. */
type Places = ReadonlyMap<string, readonly number[]>;

const isVariable = (segment: string): boolean => /^\{[^{}]+\}$/.test(segment);

const key = ({ method, segments }: Shape, place?: number, segment?: string): string =>
  place === undefined ? `${method} ${segments.length}` : `${method} ${segments.length} ${place} ${segment}`;

/** Stands for every parameter, whatever it is called; a slash is in no segment. */
const anything = "/";

function placesOf(shapes: readonly Shape[]): Places {
  const places = new Map<string, number[]>();
  const add = (name: string, number: number): void => {
    const known = places.get(name);
    if (known === undefined) places.set(name, [number]);
    else known.push(number);
  };
  for (const [number, shape] of shapes.entries()) {
    add(key(shape), number);
    for (const [place, segment] of shape.segments.entries())
      add(key(shape, place, isVariable(segment) ? anything : segment), number);
  }
  return places;
}

/** Those among which all that a shape can fit are: found by the fixed segment that it shares with the fewest others. */
function candidates(one: Shape, places: Places): readonly (readonly number[])[] {
  let fewest: readonly (readonly number[])[] = [places.get(key(one)) ?? []];
  for (const [place, segment] of one.segments.entries()) {
    if (isVariable(segment)) continue;
    const found = [segment, anything].map((each) => places.get(key(one, place, each)) ?? []);
    if (count(found) < count(fewest)) fewest = found;
  }
  return fewest;
}

const count = (lists: readonly (readonly number[])[]): number =>
  lists.reduce((sum, { length }) => sum + length, 0);

/** Whether the first, which has parameters, fits the second where that one is fixed. */
function fits(one: Shape, other: Shape | undefined, budget: { segments: number }): boolean {
  let differs = false;
  for (const [place, segment] of one.segments.entries()) {
    budget.segments -= 1;
    if (budget.segments <= 0) return true;
    const against = other?.segments[place] ?? "";
    if (segment === against) continue;
    const isFixed = !isVariable(against);
    if (isFixed && !isVariable(segment)) return false;
    differs ||= isFixed;
  }
  return differs;
}
