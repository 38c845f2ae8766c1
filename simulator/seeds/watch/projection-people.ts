import type { Stage } from "../../scenario/stage.ts";
import type { FieldValues } from "../../services/salesforce/types.ts";

/** A person as either service keeps it. */
interface Person {
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phoneNumber: string | null;
}

/**
 * The elements of a set as one text: each with its key, and its details behind a blank. No key has a blank in it, and no
 * value of a history a comma.
 */
export function setText(elements: Iterable<readonly [key: string, details: string]>): string {
  const byKey = new Map([...elements].filter(([key]) => key !== ""));
  return [...byKey]
    .map(([key, details]) => (details === "" ? key : `${key} ${details}`))
    .sort()
    .join(", ");
}

/** The details of each element of a projected set, by its key. */
export function elementsOf(text: string): ReadonlyMap<string, string> {
  const elements = text === "" ? [] : text.split(", ");
  return new Map(
    elements.map((element) => {
      const [key = "", ...details] = element.split(" ");
      return [key, details.join(" ")] as const;
    }),
  );
}

/** Contacts are told apart by their e-mail, whatever its capitals; who has none is a contact all the same, and never created. */
export function contactOf({ email, ...person }: Person): readonly [string, string] {
  const details = [person.firstName, person.lastName, person.phoneNumber].map((each) => each ?? "").join("|");
  return [(email ?? "") === "" ? `?${details.replaceAll(" ", "_")}` : String(email).toLowerCase(), details];
}

/** The contacts of an opportunity are those that have a role in it. Without an e-mail they are Salesforce's own affair. */
export function contactsOf(opportunity: FieldValues, stage: Stage): string {
  const people = peopleOf(opportunity, stage).filter(({ email }) => email !== "");
  return setText(people.map(contactOf));
}

/** Microsoft is asked for help only where it can reach somebody of the customer. */
export function hasCompleteContact(opportunity: FieldValues, stage: Stage): boolean {
  return peopleOf(opportunity, stage).some((person) => Object.values(person).every((each) => each !== ""));
}

function peopleOf({ Id: id }: FieldValues, stage: Stage): readonly Person[] {
  return rowsOf(stage, "OpportunityContactRole", id).flatMap(({ ContactId: contactId }) => {
    const contact = recordOf(stage, "Contact", contactId);
    return contact === undefined ? [] : [personOf(contact)];
  });
}

/** The team of an opportunity is its owner and whoever is in its team, by their e-mail. */
export function teamOf({ Id: id, OwnerId: owner }: FieldValues, stage: Stage): string {
  const members = rowsOf(stage, "OpportunityTeamMember", id).map(({ UserId: userId }) => userId);
  return setText([owner, ...members].map((userId) => [mailOf(recordOf(stage, "User", userId)), ""]));
}

export const mailOf = (person: FieldValues | undefined): string => text(person?.["Email"]).toLowerCase();

function personOf(contact: FieldValues): Person {
  return {
    email: text(contact["Email"]),
    firstName: text(contact["FirstName"]),
    lastName: text(contact["LastName"]),
    phoneNumber: text(contact["Phone"]),
  };
}

const rowsOf = (stage: Stage, object: string, id: FieldValues[string] | undefined): readonly FieldValues[] =>
  stage.salesforce.control.records(object, { OpportunityId: id ?? null });

const recordOf = (
  stage: Stage,
  object: string,
  id: FieldValues[string] | undefined,
): FieldValues | undefined =>
  typeof id === "string" ? stage.salesforce.control.record(object, id) : undefined;

const text = (value: unknown): string => String(value ?? "");
