import { getRouteApi } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useReadPages } from "../../api/useReadPages.ts";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Skeleton } from "../../kit/Skeleton.tsx";
import { dataTexts } from "../../texts/en/data.ts";
import styles from "./Data.module.css";
import { LettersCard } from "./letters/LettersCard.tsx";
import { Outcome } from "./letters/Outcome.tsx";
import { ReasonsCard } from "./letters/ReasonsCard.tsx";
import { useReplay } from "./letters/useReplay.ts";
import { readLettersSearch } from "./search.ts";

const route = getRouteApi("/data/dead-letters");
const texts = dataTexts.letters;
const pageSize = 100;

const Chosen = ({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: ReadonlyArray<readonly [string, string]>;
  readonly onChange: (value: string) => void;
}) => {
  const id = useId();
  return (
    <span className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
};

const Controls = ({
  dryRun,
  onDryRun,
}: {
  readonly dryRun: boolean;
  readonly onDryRun: (dryRun: boolean) => void;
}) => {
  const { letters, code, account } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (part: Readonly<Record<string, unknown>>) =>
    void navigate({
      search: (before) => ({
        ...before,
        letters: undefined,
        code: undefined,
        account: undefined,
        ...readLettersSearch({ letters, code, account, ...part }),
      }),
      replace: true,
    });
  return (
    <div className={styles.controls}>
      <Chosen
        label={texts.state}
        value={letters ?? "open"}
        options={Object.entries(texts.states)}
        onChange={(value) => show({ letters: value })}
      />
      <Chosen
        label={texts.reason}
        value={code ?? ""}
        options={[["", texts.all], ...Object.entries(texts.codes)]}
        onChange={(value) => show({ code: value })}
      />
      <label className={styles.check}>
        <input type="checkbox" checked={dryRun} onChange={({ target }) => onDryRun(target.checked)} />
        {texts.dryRun}
      </label>
      {account !== undefined && (
        <button type="button" onClick={() => show({ account: undefined })}>
          <bdi>{texts.ofAccount(account)}</bdi> · {texts.clearAccount}
        </button>
      )}
    </div>
  );
};

/** The page at `/data/dead-letters`. */
export const DeadLettersPage = () => {
  const { letters, code, account } = route.useSearch();
  const [dryRun, setDryRun] = useState(false);
  const replaying = useReplay(dryRun);
  const query = useReadPages("GET /v1/dead-letters", {
    query: { state: letters, code, account, limit: pageSize },
  });
  const pages = query.data ?? [];
  const first = pages[0];
  const more = query.hasNextPage && (
    <p className={styles.buttons}>
      <button type="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {dataTexts.more}
      </button>
    </p>
  );
  return (
    <>
      <h1>{texts.title}</h1>
      <p className={styles.lead}>{texts.lead}</p>
      <Controls dryRun={dryRun} onDryRun={setDryRun} />
      <Outcome of={replaying} />
      {query.isError && <ErrorState error={query.error} again={() => void query.refetch()} />}
      {query.isPending && <Skeleton lines={8} />}
      {first !== undefined && (
        <div className={styles.cards}>
          {first.reasons.length > 0 && <ReasonsCard reasons={first.reasons} replaying={replaying} />}
          <LettersCard
            letters={pages.flatMap(({ items }) => items)}
            total={first.total}
            replaying={replaying}
            more={more}
          />
        </div>
      )}
    </>
  );
};
