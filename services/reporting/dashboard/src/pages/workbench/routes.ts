import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../shell/rootRoute.tsx";
import {
  readAlertsSearch,
  readHandOverSearch,
  readLadderSearch,
  readMaintenanceSearch,
  readSignalsSearch,
} from "./search.ts";
import { readWhatIfSearch } from "./whatIf/whatIfSearch.ts";

export const workbenchRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/workbench",
    validateSearch: readLadderSearch,
    component: lazyRouteComponent(() => import("./WorkbenchPage.tsx"), "WorkbenchPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/workbench/$client",
    validateSearch: readWhatIfSearch,
    component: lazyRouteComponent(() => import("./WorkbenchClientPage.tsx"), "WorkbenchClientPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/maintenance",
    validateSearch: readMaintenanceSearch,
    component: lazyRouteComponent(() => import("./MaintenancePage.tsx"), "MaintenancePage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/signals",
    validateSearch: readSignalsSearch,
    component: lazyRouteComponent(() => import("./SignalsPage.tsx"), "SignalsPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/alerts",
    validateSearch: readAlertsSearch,
    component: lazyRouteComponent(() => import("./AlertsPage.tsx"), "AlertsPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/outcomes",
    component: lazyRouteComponent(() => import("./OutcomesPage.tsx"), "OutcomesPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/hand-over/$client",
    validateSearch: readHandOverSearch,
    component: lazyRouteComponent(() => import("./HandOverPage.tsx"), "HandOverPage"),
  }),
] as const;
