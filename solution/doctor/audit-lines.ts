/** Who has something to do about a line of the audit. */
export type Concerned = "nobody" | "seller" | "administrator";

/**
 * One kind of line that the flows write into the audit of an opportunity. `…` in its shape stands for what differs from deal
 * to deal. A test holds this table against every text in the emitted flows, and docs/operate.md against this table.
 */
export interface AuditLine {
  readonly shape: string;
  readonly means: string;
  readonly concerns: Concerned;
  /** Blank where nobody has to do anything. */
  readonly do: string;
}

const news = (shape: string, means: string): AuditLine => ({ shape, means, concerns: "nobody", do: "" });
const seller = (shape: string, means: string, next: string): AuditLine => ({
  shape,
  means,
  concerns: "seller",
  do: next,
});
const administrator = (shape: string, means: string, next: string): AuditLine => ({
  shape,
  means,
  concerns: "administrator",
  do: next,
});

/** Special ones first: the first that fits a line is the one that explains it. */
export const auditLines: readonly AuditLine[] = [
  // How the pair came about.
  news("Created from the referral in Partner Center", "The opportunity was made from a referral."),
  seller(
    "account … used: Salesforce names it as a duplicate",
    "A duplicate rule of the organization refused a new account and named this one.",
    "Look whether it is the right customer; move the opportunity if it is not.",
  ),
  seller(
    "contact … attached for …: Salesforce names it as a duplicate",
    "A duplicate rule of the organization refused a new contact and named this one.",
    "Look whether it is the right person; exchange the contact role if it is not.",
  ),
  news(
    "Contact … was removed on one side and changed on the other: removed on both",
    "Somebody took a person off the deal, and somebody else corrected the same person meanwhile.",
  ),
  news(
    "contact … was there already: its details in Salesforce stay",
    "Somebody added a person in Partner Center whom Salesforce knows at this account. Salesforce's details go there next.",
  ),
  administrator(
    "contact … was not created: …",
    "Salesforce refused the contact; the reason stands behind it. The deal itself goes on.",
    "Mend the contact in Partner Center, or let the integration user pass the rule that refuses it.",
  ),
  seller(
    "; several accounts have the customer's name: the oldest was taken",
    "The customer was found by name only, more than once.",
    "Look whether it is the right one; merge the accounts.",
  ),
  seller(
    "; the deal value is in … and was not taken over: enter it in the currency of the organization",
    "The organization has one currency, and the referral is in another one.",
    "Enter the amount.",
  ),
  news(
    "Referral created in Partner Center; Microsoft invited to the deal",
    "The deal is shared, and Microsoft has been asked for help.",
  ),
  news("Referral created in Partner Center", "The deal is shared."),
  news("Microsoft invited to the deal", "Microsoft's referral was added to a deal that was shared before."),
  news(
    "Linked with the referral in Partner Center that names this opportunity",
    "A referral carried the id of this opportunity; nothing was created.",
  ),
  news(
    "Linked with the referral that this opportunity's lead came from",
    "The lead was converted, and its referral accepted.",
  ),
  news(
    "Referral of an earlier attempt found and linked",
    "A run had been cut off after it created the referral; it was found again.",
  ),
  administrator(
    "Another referral names this opportunity and was not linked: …",
    "Two referrals carry the id of this opportunity, and it has one already.",
    "Close the superfluous referral in Partner Center, or give it another CRM id.",
  ),
  seller(
    "This is a copy of another opportunity: the sync was switched off, and the copied referral was taken off it",
    "The record was cloned, or the organization is a sandbox made from production.",
    "Switch the sync on if the copy is a deal of its own.",
  ),
  // How fields were settled.
  news(
    "Sending: …",
    "What a policy overrules is written down before it is sent, so that no value is lost without a trace.",
  ),
  news(
    "… changed on both sides: policy …",
    "Both sides had moved; the policy of the field decided which value holds.",
  ),
  news(
    "… differs on both sides, neither known to be the newer one: policy …",
    "The two were compared for the first time; the policy of the field decided which value holds.",
  ),
  news("… sent to Partner Center", "The value of Salesforce was carried over."),
  news("…: taken from Partner Center", "The value of Partner Center was carried over."),
  news("Deal closed in Partner Center: …", "The stage was closed in Salesforce, and the referral with it."),
  news(
    "…: compared for the first time, both sides have now what either had",
    "Of a deal that was linked or found again nobody knows what was removed: nothing is, and both sides are joined.",
  ),
  seller(
    "…: both sides stay different",
    "Contacts, team or solutions are not the same on both sides: somebody is no user of Salesforce, or could not be added there.",
    "Nothing, unless somebody is missing; then add them by hand on the side where they are not.",
  ),
  seller(
    "… stays different",
    "The two sides may differ here: Partner Center cannot change the field any more, or does not take the value.",
    "Nothing, unless the difference matters; then settle it with Microsoft in Partner Center.",
  ),
  seller(
    "…: decide which one is right and enter it on both sides",
    "Neither side may be overwritten: the policy is manual, or the step could not be taken back. The status is Conflict.",
    "Enter the right value on both sides; the next run sees them alike.",
  ),
  seller(
    "… cannot be taken back or changed once asked for: set back in Salesforce",
    "Visibility and help only ever go one way.",
    "Nothing. What was asked for by mistake is withdrawn with Microsoft in Partner Center.",
  ),
  seller(
    "… cannot be sent: enter a valid value in Salesforce",
    "The value is empty, or one that the mapping does not translate.",
    "Enter a valid value.",
  ),
  administrator(
    "What was remembered of the sync could not be read: both sides are compared anew",
    "The field with the state was edited, cut off or written by another version.",
    "Nothing. If it happens again, find out who writes that field.",
  ),
  // What is missing before a deal can be shared.
  seller(
    "Not shared with Partner Center: …",
    "Something is missing, and nothing was sent.",
    "Mend what is named, on the opportunity or its account.",
  ),
  seller(
    "the deal value is empty or 0: enter an amount",
    "Partner Center takes no deal without a value.",
    "Enter an amount above 0; for a formula, look at what it counts.",
  ),
  seller(
    "the currency code is missing: enter an ISO 4217 code",
    "The amount has no currency.",
    "Enter the currency. If the field is filled, the administrator should look at the variable with its name.",
  ),
  seller(
    "the closing date is missing: enter one",
    "Partner Center takes no deal without one.",
    "Enter the date on which the deal will close.",
  ),
  seller(
    "the closing date is over: enter a later one",
    "Partner Center takes no date in the past.",
    "Enter a later one.",
  ),
  seller(
    "no Microsoft solution is attached: add 1 to 50 with their solution ids",
    "A deal needs a co-sell ready solution.",
    "Add a row to the related list of solutions, with the id from Partner Center.",
  ),
  seller(
    "the kind of help is not one that Microsoft knows: choose another one",
    "The pick list has a value that the mapping does not translate.",
    "Choose another value; the administrator adds the value to the mapping.",
  ),
  seller(
    "Microsoft's help needs a customer contact with first and last name, phone and e-mail: add or complete one",
    "Microsoft's seller has to reach somebody.",
    "Complete a contact, and give it a role on the opportunity.",
  ),
  seller("… are missing: enter a text", "The mapping demands notes on each deal.", "Enter them."),
  seller(
    "… is missing or not valid: enter a value",
    "A field that this kind of deal needs is empty.",
    "Enter a value.",
  ),
  seller(
    "… is missing or not valid: enter the two-letter country code (ISO 3166)",
    "Partner Center takes a country only as its code.",
    "Enter the code in the country field of the account.",
  ),
  // What went wrong.
  administrator(
    "An earlier attempt to create the referral has not been answered: nothing is sent until it is certain whether the referral exists",
    "A run was cut off while it created the referral. To create it twice would be worse than to wait.",
    "Nothing at first: Reconcile looks again. After a day, look in Partner Center for a referral with this opportunity's id.",
  ),
  administrator(
    "The run was held up for too long to create anything: the next one looks first",
    "The flow service was slow, and creating late could mean creating twice.",
    "Nothing: the next run looks first.",
  ),
  administrator(
    "Partner Center did not take the referral (…",
    "The creation was refused; the reason stands behind it.",
    "Mend what is named. Reconcile tries once more a day later, an edit of the opportunity at once.",
  ),
  administrator(
    "The referral was created, but Microsoft could not be invited (…",
    "The deal is shared, but Microsoft has not been asked.",
    "Mend what is named; only the invitation is repeated.",
  ),
  administrator(
    "Microsoft could not be invited (…",
    "Microsoft's referral was refused.",
    "Mend what is named; only the invitation is repeated.",
  ),
  administrator(
    "The referral could not be created (…",
    "The flow that creates has failed.",
    "Open its run: the failed action names the cause.",
  ),
  administrator(
    "Partner Center did not take a change (…",
    "Each field was tried by itself; those that stay refused are remembered and not sent again until they change.",
    "Mend the value that is named, or let Partner Center's one stand. Reconcile tries again once a day.",
  ),
  administrator(
    "The deal could not be closed (…",
    "The stage is closed in Salesforce, and the referral is still open.",
    "Close it in Partner Center, or reopen the stage and close it again with another reason.",
  ),
  administrator(
    "Partner Center could not be read (…",
    "There is no connection to Partner Center, or the referral may not be seen.",
    "Look at the connection and at the roles of its user; Reconcile takes the deal up again.",
  ),
  administrator(
    "Salesforce could not be read: …",
    "Salesforce answered, but not with the record: most often a field is missing, or hidden from the user of the connection.",
    "Assign the permission set, or correct the field name in the variable that is named.",
  ),
  administrator(
    "Does the connection's user have the permission set …?",
    "Salesforce knows no such column for this user.",
    "Assign the permission set to the user of the connection.",
  ),
  administrator(
    "Salesforce could not be read (…",
    "There is no connection to Salesforce.",
    "Look at the connection; Reconcile takes the deal up again.",
  ),
  administrator(
    "Salesforce did not take a change (…",
    "A validation rule, a flow or a permission of the organization refused the write; the reason stands behind it.",
    "Let the integration user pass the rule, or mend the value.",
  ),
  administrator(
    "Salesforce did not take a new record (…",
    "A new opportunity, account, contact or lead was refused; the reason stands behind it.",
    "Let the integration user pass the rule, or give the field that is demanded a value in [Customize].",
  ),
  news(
    "Lead … is left as it is: Salesforce names it as a duplicate",
    "A duplicate rule kept a new lead out. Only the run says so: there is no opportunity yet.",
  ),
  administrator(
    "There is no account for the customer, or no stage … in Salesforce: …",
    "Nothing is created on a stage that the organization does not have, nor without an account.",
    "Correct the variable with the stage, or mend what kept the account from being made.",
  ),
  administrator(
    "The lead could not be created: …",
    "Salesforce refused the lead; the reason stands behind it.",
    "Give the field that is demanded a value in [Customize].",
  ),
  administrator(
    "The sync could not be carried through (…",
    "A step of the flow itself has failed.",
    "Open the run: the first red action shows why. Report it if it is no service that failed.",
  ),
  administrator(
    "Both sides could not be brought in step (…",
    "With Microsoft's certified connector a change of the other side can be seen only just before writing.",
    "Nothing: the next run compares again.",
  ),
  // What Microsoft does.
  news("Microsoft has been asked (…)", "Microsoft's referral is there, and nobody has taken it up yet."),
  news("Microsoft has received the deal (…)", "A seller has it on the desk."),
  news(
    "Microsoft accepted the deal (…)",
    "A seller of Microsoft works with you; the CRM id of Microsoft follows.",
  ),
  seller(
    "Microsoft declined the deal (…)",
    "The reason stands behind it, where Microsoft gives one.",
    "The deal goes on without Microsoft.",
  ),
  seller(
    "Microsoft did not answer in time (…)",
    "The invitation has expired after 14 days.",
    "The deal goes on without Microsoft. Ask again with a new deal if it matters.",
  ),
  news("Microsoft closed the deal as won (…)", "On its own side; yours stays as it is."),
  news("Microsoft closed the deal as lost (…)", "On its own side; yours stays as it is."),
  news("Microsoft's side changed (…)", "To a state that has no words here."),
];

/** The words in brackets behind what went wrong: the status that the other side has answered, and what it means. */
export interface Cause {
  readonly statuses: readonly number[];
  readonly words: string;
  readonly do: string;
}

export const causes: readonly Cause[] = [
  { statuses: [400], words: "the values were not accepted", do: "Mend the value that the answer names." },
  {
    statuses: [401],
    words: "the connection is no longer signed in: renew it",
    do: "*Connections*, *Fix connection*, as its owner. If every connection to Partner Center says so, the client secret has run out.",
  },
  {
    statuses: [403],
    words: "the user of the connection lacks a permission",
    do: "Salesforce: permission set. Partner Center: the role *Referrals admin*, and a first sign-in there.",
  },
  {
    statuses: [404],
    words: "it does not exist, or the user of the connection may not see it",
    do: "Look whether record and referral are still there, and whether the user of the connection sees them.",
  },
  { statuses: [409], words: "somebody else is changing it", do: "Nothing: the next run tries again." },
  {
    statuses: [412],
    words: "somebody else was faster three times",
    do: "Nothing: the next edit or Reconcile takes it up.",
  },
  {
    statuses: [429],
    words: "too many requests: it will be tried again",
    do: "Nothing. If it stays, look for what else uses the same connection.",
  },
  {
    statuses: [500, 502],
    words: "a fault on the other side",
    do: "Nothing. If it stays, report it to the service with the time of the run.",
  },
  { statuses: [503], words: "out of service for the moment", do: "Nothing: it is tried again." },
  { statuses: [408, 504], words: "there was no answer in time", do: "Nothing: it is tried again." },
  { statuses: [], words: "unexpected answer", do: "Open the run and read the answer." },
];

/** The line that explains a text of the audit, or a part of one; nothing where the text is none of ours. */
export function explainAudit(text: string): AuditLine | undefined {
  return auditLines.find(({ shape }) => matcherOf(shape).test(text));
}

/** Lines of the audit begin with their time, `2026-01-31 09:05 - `, and may end with how often they were said, ` (3)`. */
export function newestLine(audit: string): { readonly time: string; readonly text: string } | undefined {
  const [line = ""] = audit.split(/\r?\n/);
  const [, time, text] = /^(\d{4}-\d\d-\d\d \d\d:\d\d) - (.*?)(?: \(\d+\))?$/.exec(line) ?? [];
  return time === undefined || text === undefined ? undefined : { time, text };
}

const matchers = new Map<string, RegExp>();

function matcherOf(shape: string): RegExp {
  const known = matchers.get(shape);
  if (known !== undefined) return known;
  const escaped = shape
    .split("…")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  const made = new RegExp(escaped, "i");
  matchers.set(shape, made);
  return made;
}
