import type { Look } from "@rapport/contracts/http/access/People";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useInfiniteQuery } from "@tanstack/react-query";
import { readPagesOptions } from "../../../api/useReadPages.ts";
import { momentText } from "../../../format/days.ts";
import { countText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { accessTexts } from "../../../texts/en/access.ts";
import styles from "../Data.module.css";
import { ScrollTable } from "../../../kit/table/ScrollTable.tsx";
import { type AccessSearch, readAccessSearch } from "./readAccessSearch.ts";

const texts = accessTexts.looks;

const heads = [
  { key: "client", text: texts.client },
  { key: "person", text: texts.person },
  { key: "address", text: texts.address },
  { key: "times", text: texts.times, number: true },
  { key: "last", text: texts.last },
];

const Row = ({ of }: { readonly of: Look }) => (
  <tr>
    <th scope="row">{of.client === null ? texts.everybody : <bdi>{of.client}</bdi>}</th>
    <td>
      <bdi>{of.name}</bdi>
    </td>
    <td>
      <code>{of.address}</code>
    </td>
    <td className={styles.number}>{countText(of.times)}</td>
    <td className={styles.short}>{momentText(of.lastAt)}</td>
  </tr>
);

const Filter = ({ shown }: { readonly shown: AccessSearch }) => {
  const navigate = useNavigate();
  return (
    <form
      className={styles.controls}
      onSubmit={(event) => {
        event.preventDefault();
        const fields = Object.fromEntries(new FormData(event.currentTarget));
        const next = readAccessSearch(fields);
        void navigate({
          to: "/data/access",
          search: ({ client: _c, person: _p, ...kept }: Record<string, unknown>) => ({ ...kept, ...next }),
        });
      }}
    >
      <div className={styles.field}>
        <label htmlFor="looks-client">{texts.client}</label>
        <input id="looks-client" name="client" defaultValue={shown.client ?? ""} maxLength={320} />
      </div>
      <div className={styles.field}>
        <label htmlFor="looks-person">{texts.person}</label>
        <input id="looks-person" name="person" defaultValue={shown.person ?? ""} maxLength={320} />
      </div>
      <button type="submit">{texts.filter}</button>
    </form>
  );
};

/** Who looked at which client, latest first. */
export const LooksCard = () => {
  const shown = readAccessSearch(useSearch({ strict: false }));
  const query = {
    ...(shown.client === undefined ? {} : { client: shown.client }),
    ...(shown.person === undefined ? {} : { name: shown.person }),
  };
  const looks = useInfiniteQuery(readPagesOptions("GET /v1/access/looks", { query }, {}));
  return (
    <Card title={texts.title} note={texts.note}>
      <Filter key={`${shown.client} ${shown.person}`} shown={shown} />
      <Loaded query={looks} lines={6}>
        {(pages) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <EmptyState title={texts.none}>
                <p>{texts.noneDetail}</p>
              </EmptyState>
            );
          return (
            <>
              <p className={styles.note}>{texts.total(pages[0]!.total)}</p>
              <ScrollTable label={texts.title} heads={heads}>
                {items.map((look) => (
                  <Row
                    key={`${look.day} ${look.name} ${look.kind} ${look.client} ${look.address}`}
                    of={look}
                  />
                ))}
              </ScrollTable>
              {looks.hasNextPage && (
                <button type="button" disabled={looks.isFetching} onClick={() => void looks.fetchNextPage()}>
                  {texts.more}
                </button>
              )}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
};
