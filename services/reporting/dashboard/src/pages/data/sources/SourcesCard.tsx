import type { SourceState, SourceStates } from "@rapport/contracts/http/data/Sources";
import { Link } from "@tanstack/react-router";
import { momentText } from "../../../format/days.ts";
import { countText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { dataTexts } from "../../../texts/en/data.ts";
import styles from "../Data.module.css";
import { ScrollTable } from "../../../kit/table/ScrollTable.tsx";
import { lagText } from "../lag.ts";

const texts = dataTexts.sources;

const LastError = ({ error }: { readonly error: NonNullable<SourceState["lastError"]> }) => (
  <>
    <bdi>{error.reason}</bdi>
    <p className={styles.note}>
      <bdi>{error.file}</bdi>
      {error.position !== "" && (
        <>
          {" "}
          · <bdi>{error.position}</bdi>
        </>
      )}{" "}
      · {momentText(error.at)}
    </p>
  </>
);

const Row = ({ of }: { readonly of: SourceState }) => (
  <tr>
    <th scope="row">
      <bdi>{of.account}</bdi>
      <p className={styles.note}>
        <bdi>{of.connector}</bdi>
      </p>
    </th>
    <td className={styles.number}>{countText(of.records)}</td>
    <td className={styles.short}>{of.lastEventAt === null ? dataTexts.none : momentText(of.lastEventAt)}</td>
    <td className={styles.short}>
      {of.lastRecordedAt === null ? dataTexts.none : momentText(of.lastRecordedAt)}
    </td>
    <td className={styles.number}>{of.lagSeconds === null ? dataTexts.none : lagText(of.lagSeconds)}</td>
    <td className={styles.short}>
      {of.openDeadLetters === null ? (
        dataTexts.none
      ) : of.openDeadLetters === 0 ? (
        "0"
      ) : (
        <Link to="/data/dead-letters" search={{ account: of.account }}>
          {texts.lettersOpen(of.openDeadLetters)}
        </Link>
      )}
    </td>
    <td className={styles.long}>
      {of.lastError === null ? texts.noError : <LastError error={of.lastError} />}
    </td>
  </tr>
);

const { columns } = texts;
const heads = [
  { key: "source", text: columns.source },
  { key: "records", text: columns.records, number: true },
  { key: "newest", text: columns.newest },
  { key: "read", text: columns.read },
  { key: "lag", text: columns.lag, number: true },
  { key: "letters", text: columns.letters },
  { key: "error", text: columns.error },
];

const lagNote = (records: number | null): string =>
  records === null ? texts.lagUnknown : records === 0 ? texts.noLag : texts.lag(countText(records));

/** Every source with how far it was read, and what of it could not be. */
export const SourcesCard = ({ of }: { readonly of: SourceStates }) => (
  <Card title={texts.list} note={lagNote(of.projectorLagRecords)}>
    {of.sources.length === 0 ? (
      <EmptyState title={texts.empty}>
        <p>{texts.emptyHow}</p>
      </EmptyState>
    ) : (
      <ScrollTable label={texts.list} heads={heads}>
        {of.sources.map((source) => (
          <Row key={`${source.connector} ${source.account}`} of={source} />
        ))}
      </ScrollTable>
    )}
  </Card>
);
