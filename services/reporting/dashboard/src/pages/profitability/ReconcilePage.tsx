/** The page at `/reconcile`. */
export const ReconcilePage = () => <h1>Reconcile</h1>;
