import type { ChangeParts } from "@rapport/contracts/http/risk/WhatChanged";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../../../api/Api.ts";
import { dayText } from "../../../format/days.ts";
import { wholesText } from "../../../format/signed.ts";
import { Card } from "../../../kit/Card.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import styles from "../Portfolio.module.css";
import partStyles from "./Parts.module.css";
import { oursMicro } from "./moversOf.ts";
import { onAll } from "../parts/rests.ts";

const texts = portfolioTexts.parts;

/** Three parts that add to the whole, millionths of whole notices, drawn from a middle line. */
export const ThreeParts = ({ parts }: { readonly parts: ChangeParts }) => {
  const rows = [
    [texts.names.behaviour, parts.behaviourMicro],
    [texts.names.lateData, parts.lateDataMicro],
    [texts.names.ours, oursMicro(parts)],
  ] as const;
  const most = Math.max(1, ...rows.map(([, micro]) => Math.abs(micro)), Math.abs(parts.allMicro));
  const row = (name: string, micro: number) => (
    <>
      <th scope="row">{name}</th>
      <td className={partStyles.track}>
        <span className={partStyles.half} aria-hidden="true">
          <span
            className={micro > 0 ? partStyles.more : partStyles.less}
            style={{ width: `${(Math.abs(micro) / most) * 50}%` }}
          />
        </span>
      </td>
      <td className={partStyles.figure}>{wholesText(micro)}</td>
    </>
  );
  return (
    <table className={partStyles.parts}>
      <caption className={partStyles.caption}>{texts.unit}</caption>
      <tbody>
        {rows.map(([name, micro]) => (
          <tr key={name}>{row(name, micro)}</tr>
        ))}
      </tbody>
      <tfoot>
        <tr>{row(texts.all, parts.allMicro)}</tr>
      </tfoot>
    </table>
  );
};

/** What changed in the risk of all clients since a day: behaviour, late data, or what we did to model and settings. */
export const PartsCard = ({
  changed,
  since,
}: {
  readonly changed: UseQueryResult<Answer<"GET /v1/what-changed">, unknown>;
  readonly since: string;
}) => (
  <Card title={texts.title} note={texts.note(dayText(since))} restsOn={onAll}>
    <Loaded query={changed} lines={6}>
      {({ all, knownThen }) => (
        <>
          <ThreeParts parts={all} />
          {knownThen === null && <p className={styles.muted}>{texts.unknownThen}</p>}
        </>
      )}
    </Loaded>
  </Card>
);
