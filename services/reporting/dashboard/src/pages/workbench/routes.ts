import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../shell/rootRoute.tsx";

export const workbenchRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/workbench",
    component: lazyRouteComponent(() => import("./WorkbenchPage.tsx"), "WorkbenchPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/workbench/$client",
    component: lazyRouteComponent(() => import("./WorkbenchClientPage.tsx"), "WorkbenchClientPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/maintenance",
    component: lazyRouteComponent(() => import("./MaintenancePage.tsx"), "MaintenancePage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/signals",
    component: lazyRouteComponent(() => import("./SignalsPage.tsx"), "SignalsPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/alerts",
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
    component: lazyRouteComponent(() => import("./HandOverPage.tsx"), "HandOverPage"),
  }),
] as const;
