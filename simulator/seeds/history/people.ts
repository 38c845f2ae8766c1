import type { Step } from "../../scenario/scenario.ts";
import { colleague, type DealName, deals } from "./deals.ts";
import type { Draws } from "./draws.ts";

type SimpleStep = Extract<Step, { readonly try: unknown }>["try"];

/** What sellers do with the contacts and the team of a deal. */
export function peopleInSalesforce(draws: Draws, nth: number): SimpleStep {
  const deal = draws.one(deals);
  return draws.one<SimpleStep>([
    { seller: { edit: `buyer of ${deal}`, fields: { Phone: phone(nth) } } },
    { seller: { edit: `second buyer of ${deal}`, fields: { LastName: `Married ${nth}` } } },
    {
      seller: {
        create: "OpportunityContactRole",
        name: `role ${nth}`,
        fields: { OpportunityId: `\${${deal}.Id}`, ContactId: `\${second buyer of ${deal}.Id}` },
      },
    },
    { seller: { delete: `role of ${deal}` } },
    {
      seller: {
        create: "OpportunityTeamMember",
        name: `member ${nth}`,
        fields: {
          OpportunityId: `\${${deal}.Id}`,
          UserId: `\${${colleague}.Id}`,
          TeamMemberRole: "Sales Rep",
        },
      },
    },
    { seller: { delete: `member of ${deal}` } },
  ]);
}

/** What a colleague does with them in the portal of Partner Center. */
export function peopleInPartnerCenter(draws: Draws, nth: number): SimpleStep {
  const deal = draws.one(deals);
  const changes = draws.happens(0.6)
    ? { "/customerProfile/team": someOf(draws, contacts(deal, nth, draws)) }
    : { "/team": someOf(draws, team) };
  return { partner: { edit: `own of ${deal}`, changes } };
}

/** The buyer as Salesforce has him, or with another phone number, and somebody whom only Partner Center knows. */
function contacts(deal: DealName, nth: number, draws: Draws) {
  const number = deals.indexOf(deal) + 1;
  return [
    person("Robin", `Buyer ${number}`, `robin${number}@customer.example`, `000000000${number}`),
    person("Robin", `Buyer ${number}`, `robin${number}@customer.example`, phone(nth)),
    person("Pat", `Portal ${nth}`, draws.happens(0.8) ? `pat${nth}@customer.example` : "", phone(nth)),
  ] as const;
}

/** Two users of Salesforce, and somebody who is none. */
const team = [
  person("Sam", "Seller", "seller@contoso.example", ""),
  person("Ada", "Admin", "admin@contoso.example", ""),
  person("Una", "Unknown", "una@contoso.example", "0000000099"),
] as const;

/** One or two that stand side by side. */
function someOf<Each>(draws: Draws, [first, second, third]: readonly [Each, Each, Each]): readonly Each[] {
  return draws.one([[first], [second], [second, third], [first, third], [third]]);
}

function person(firstName: string, lastName: string, email: string, phoneNumber: string) {
  return { firstName, lastName, email, phoneNumber };
}

const phone = (nth: number): string => `0001000${nth}`;
