import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type BaseLocationHook, Router } from 'wouter';
import { type Board, BoardContext } from './board.ts';
import { Screens } from './screens.tsx';
import { fromTheTop } from './use-address.ts';

interface Props {
  board: Board;
  queries: QueryClient;
  /** Stands in for the address bar. */
  address?: BaseLocationHook;
}

export function App({ board, address, queries }: Props) {
  return (
    <BoardContext value={board}>
      <QueryClientProvider client={queries}>
        <Router aroundNav={fromTheTop} {...(address ? { hook: address } : {})}>
          <Screens />
        </Router>
      </QueryClientProvider>
    </BoardContext>
  );
}
