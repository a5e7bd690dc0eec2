import type { LinkProposals, LinkSaid } from "@rapport/contracts/http/links/Links";
import type { UnattributedAnswer, UnattributedParty } from "@rapport/contracts/http/Unattributed";
import { useState } from "react";
import { countText, hoursText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { kitTexts } from "../../../texts/en/kit.ts";
import { unattributedTexts as texts } from "../../../texts/en/unattributed.ts";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { LinkDialog } from "./LinkDialog.tsx";
import { LinkSaidNote } from "./LinkSaidNote.tsx";
import { moneyWords, sharesText } from "./partyWords.ts";
import styles from "./Unattributed.module.css";
import { useMayLink } from "./useLink.ts";

type Candidate = LinkProposals["items"][number]["candidates"][number];

const orNone = (count: number, text: string): string => (count === 0 ? kitTexts.none : text);

const Party = ({ of }: { readonly of: UnattributedParty }) => (
  <span className={styles.party}>
    {of.state === "organisation" ? <ClientName id={of.party} name={of.party} /> : <bdi>{of.party}</bdi>}
    <span className={styles.state}>
      {texts.parties.states[of.state]}
      {of.together.length > 0 && <bdi>; {texts.parties.together(of.together.slice(0, 3).join(", "))}</bdi>}
    </span>
  </span>
);

const MayBe = ({ candidates }: { readonly candidates: ReadonlyArray<Candidate> }) =>
  candidates.length === 0 ? (
    kitTexts.none
  ) : (
    <span className={styles.party}>
      {candidates.slice(0, 2).map(({ client, reason, evidence }) => (
        <span key={client.id}>
          <ClientName id={client.id} name={client.name} />
          <span className={styles.state}>
            {texts.reasons[reason]}: <bdi>{evidence}</bdi>
          </span>
        </span>
      ))}
    </span>
  );

/** What waits for a client, ranked, each with whose it may be and a way to link it. */
export const PartiesCard = ({
  of,
  proposals,
}: {
  readonly of: UnattributedAnswer;
  /** Absent while they are not known, or cannot be. */
  readonly proposals: LinkProposals | undefined;
}) => {
  const [open, setOpen] = useState<{ party: string; proposed: string } | null>(null);
  const [said, setSaid] = useState<LinkSaid | null>(null);
  const hindrance = useMayLink();
  const candidatesOf = new Map(proposals?.items.map(({ party, candidates }) => [party, candidates]) ?? []);
  if (of.items.length === 0)
    return (
      <>
        <LinkSaidNote said={said} onSaid={setSaid} />
        <EmptyState title={texts.parties.none.title}>
          <p>{texts.parties.none.detail}</p>
        </EmptyState>
      </>
    );
  return (
    <Card
      title={texts.parties.title}
      note={texts.parties.note(countText(of.items.length), countText(of.total))}
    >
      <LinkSaidNote said={said} onSaid={setSaid} />
      {hindrance !== null && <p>{hindrance}</p>}
      <PlainTable
        label={texts.parties.title}
        heads={texts.parties.heads}
        rows={of.items.map((one) => {
          const candidates = candidatesOf.get(one.party) ?? [];
          const proposed = candidates[0]?.client.name ?? "";
          return {
            key: one.party,
            cells: [
              <Party key="party" of={one} />,
              orNone(one.loggedSeconds, hoursText(one.loggedSeconds)),
              orNone(one.meetingMinutes, hoursText(one.meetingMinutes * 60)),
              orNone(one.messages, sharesText(one.messages)),
              orNone(one.tickets, countText(one.tickets)),
              <span key="money" className={styles.party}>
                {orNone(one.money.length, moneyWords(one.money).join("; "))}
              </span>,
              <MayBe key="maybe" candidates={candidates} />,
              <button
                key="link"
                type="button"
                disabled={hindrance !== null}
                aria-haspopup="dialog"
                aria-label={proposed === "" ? texts.link.of(one.party) : undefined}
                onClick={() => setOpen({ party: one.party, proposed })}
              >
                {proposed === "" ? texts.link.choose : <bdi>{texts.link.to(proposed)}</bdi>}
              </button>,
            ],
          };
        })}
      />
      {open !== null && <LinkDialog {...open} onSaid={setSaid} onClose={() => setOpen(null)} />}
    </Card>
  );
};
