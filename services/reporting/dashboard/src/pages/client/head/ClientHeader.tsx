import type { ClientAnswer } from "@rapport/contracts/http/ClientFigures";
import { Link } from "@tanstack/react-router";
import { useRead } from "../../../api/useRead.ts";
import { dayText, momentText } from "../../../format/days.ts";
import { clientTexts } from "../../../texts/en/client.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import { useYearOfDays } from "../rhythm/useYearOfDays.ts";
import styles from "./ClientHeader.module.css";

const texts = clientTexts.head;

const Fact = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Since = ({ id }: { readonly id: string }) => {
  const { data } = useYearOfDays(id);
  const first = data?.firstDay ?? null;
  const otherwise = data === undefined ? kitTexts.none : texts.none;
  return <Fact name={texts.since}>{first === null ? otherwise : dayText(first)}</Fact>;
};

const Facts = ({ id, answer }: { readonly id: string; readonly answer: ClientAnswer }) => {
  const isClient = answer.client.kind === "client";
  const risk = useRead("GET /v1/clients/:id/risk", { params: { id } }, { enabled: isClient }).data?.client;
  const { theirs, ours } = answer.client.lastContact;
  return (
    <dl className={styles.facts}>
      {risk !== undefined && (
        <>
          <Fact name={texts.ownedBy}>
            <bdi>{risk.ownerName ?? texts.nobody}</bdi>
          </Fact>
          {risk.segment !== null && (
            <Fact name={texts.segment}>
              <bdi>{risk.segment}</bdi>
            </Fact>
          )}
        </>
      )}
      <Since id={id} />
      <Fact name={texts.lastContact}>
        {theirs === null && ours === null
          ? texts.none
          : [
              ...(theirs === null ? [] : [texts.theirs(momentText(theirs))]),
              ...(ours === null ? [] : [texts.ours(momentText(ours))]),
            ].join(", ")}
      </Fact>
    </dl>
  );
};

/** Who it is, who looks after it, since when, and the ways on. */
export const ClientHeader = ({
  id,
  answer,
}: {
  readonly id: string;
  readonly answer: ClientAnswer | undefined;
}) => (
  <header>
    <div className={styles.head}>
      <h1 className={styles.name}>
        <bdi>{answer?.client.name ?? id}</bdi>
      </h1>
      {answer?.client.kind === "client" && (
        <nav className={styles.ways} aria-label={clientTexts.title}>
          <Link to="/workbench/$client" params={{ client: id }}>
            {texts.workbench}
          </Link>
          <Link to="/hand-over/$client" params={{ client: id }}>
            {texts.handOver}
          </Link>
        </nav>
      )}
      {answer !== undefined && answer.client.kind !== "client" && (
        <p className={styles.ways}>
          {clientTexts.kinds[answer.client.kind]} <Link to="/unattributed">{texts.link}</Link>
        </p>
      )}
    </div>
    {answer === undefined ? (
      <div className={styles.wait} aria-hidden="true" />
    ) : (
      <Facts id={id} answer={answer} />
    )}
  </header>
);
