import type { ViewsAnswer } from "@rapport/contracts/http/views/Views";
import { getRouteApi } from "@tanstack/react-router";
import { useId } from "react";
import { urlOf } from "../../api/request.ts";
import { useSession } from "../../api/useSession.ts";
import { useRead } from "../../api/useRead.ts";
import { dayText } from "../../format/days.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { useWhen } from "../../shell/useWhen.ts";
import { metricsTexts as texts } from "../../texts/en/metrics.ts";
import { profitabilityTexts } from "../../texts/en/profitability.ts";
import { foundViews } from "./metrics/found.ts";
import own from "./metrics/Metrics.module.css";
import { Sql } from "./metrics/Sql.tsx";
import styles from "./parts/Page.module.css";
import { PlainTable } from "../../kit/table/PlainTable.tsx";
import { WithCode } from "./parts/WithCode.tsx";

const route = getRouteApi("/definitions");
const formats = ["csv", "xlsx", "parquet"] as const;

type View = ViewsAnswer["views"][number];

const Columns = ({ view }: { readonly view: View }) => (
  <PlainTable
    label={texts.columns(view.name)}
    heads={texts.heads}
    rows={view.columns.map(({ name, unit, nullable, means, example }) => ({
      key: name,
      cells: [
        <code key="name">{name}</code>,
        nullable ? texts.orNull(unit) : unit,
        <span key="means" className={own.meaning}>
          <WithCode text={means} />
        </span>,
        <code key="example">{example}</code>,
      ],
    }))}
  />
);

const ViewCard = ({ view, isOpen }: { readonly view: View; readonly isOpen: boolean }) => {
  const when = useWhen();
  const { may } = useSession();
  return (
    <details className={own.view} open={isOpen} id={view.name}>
      <summary>
        <span className={own.name}>{view.name}</span>: <WithCode text={view.means} />
      </summary>
      <p>
        <WithCode text={texts.grain(view.grain)} />
      </p>
      <Columns view={view} />
      <Sql title={texts.sql.now} sql={view.sql} />
      {view.sqlAsOf !== null && when.asOf !== undefined && (
        <Sql title={texts.sql.asOf(dayText(when.asOf))} sql={view.sqlAsOf} />
      )}
      <Sql title={view.example.asks} sql={view.example.sql} />
      {may("GET /v1/exports/:file") && (
        <p>
          {texts.exports}:{" "}
          {formats.map((format) => (
            <span key={format}>
              <a
                href={urlOf("GET /v1/exports/:file", { file: `${view.name}.${format}` }, { ...when })}
                download
              >
                {profitabilityTexts.exports.formats[format]}
              </a>{" "}
            </span>
          ))}
        </p>
      )}
    </details>
  );
};

const Views = ({ views }: ViewsAnswer) => {
  const { search = "", view } = route.useSearch();
  const found = foundViews(views, search);
  if (found.length === 0)
    return (
      <EmptyState title={texts.none.title}>
        <p>{texts.none.detail}</p>
      </EmptyState>
    );
  return (
    <>
      <p role="status">{texts.found(found.length)}</p>
      <div className={own.views}>
        {found.map((one) => (
          <ViewCard
            key={one.name}
            view={one}
            isOpen={one.name === view || (search !== "" && found.length <= 3)}
          />
        ))}
      </div>
    </>
  );
};

/** The page at `/definitions`: what every column of the views for analysts means, and the SQL of each to copy. */
export const MetricsPage = () => {
  const id = useId();
  const { search } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useRead("GET /v1/views", {});
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <div className={styles.controls}>
        <span className={styles.field}>
          <label htmlFor={id}>{texts.search}</label>
          <input
            id={id}
            type="search"
            defaultValue={search}
            onChange={({ target }) =>
              void navigate({
                search: (before) => ({ ...before, search: target.value || undefined }),
                replace: true,
                resetScroll: false,
              })
            }
          />
        </span>
      </div>
      <Loaded query={query} lines={12}>
        {({ views }) => <Views views={views} />}
      </Loaded>
    </>
  );
};
