import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type RouterHistory, RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import '../style/index.css';
import { type Board, BoardContext } from './board.ts';
import { createAppRouter } from './router.tsx';

/** A failed poll is shown as ageing data, so nothing is retried in between and offline polls go on. */
const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always', staleTime: 0, refetchIntervalInBackground: false },
    },
  });

export function App({ board, history }: { board: Board; history: RouterHistory }) {
  const [router] = useState(() => createAppRouter(history));
  const [queries] = useState(createQueryClient);
  return (
    <BoardContext value={board}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </BoardContext>
  );
}
