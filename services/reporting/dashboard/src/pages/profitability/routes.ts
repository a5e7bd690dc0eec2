import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../shell/rootRoute.tsx";
import { readBacktestSearch } from "./backtest/search.ts";
import { readMetricsSearch } from "./metrics/search.ts";
import { readReconcileSearch } from "./reconcile/search.ts";
import { readTableSearch } from "./table/search.ts";

export const profitabilityRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/profitability",
    validateSearch: readTableSearch,
    component: lazyRouteComponent(() => import("./ProfitabilityPage.tsx"), "ProfitabilityPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/reconcile",
    validateSearch: readReconcileSearch,
    component: lazyRouteComponent(() => import("./ReconcilePage.tsx"), "ReconcilePage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/unattributed",
    component: lazyRouteComponent(() => import("./UnattributedPage.tsx"), "UnattributedPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/backtest",
    validateSearch: readBacktestSearch,
    component: lazyRouteComponent(() => import("./BacktestPage.tsx"), "BacktestPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/definitions",
    validateSearch: readMetricsSearch,
    component: lazyRouteComponent(() => import("./MetricsPage.tsx"), "MetricsPage"),
  }),
] as const;
