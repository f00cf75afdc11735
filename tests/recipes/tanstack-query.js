import { QueryClient } from '@tanstack/react-query';
import { createClient, isCredentialsError } from 'acs-credentials';

// TanStack Query repeats reads, so the package must not: together they would ask a dozen times.
const credentials = createClient({ endpoint: '/api/seam', credentials: 'same-origin', retries: 0 });

const LONGEST = 60; // seconds: a person is waiting

function mayPass(error) {
  if (!isCredentialsError(error) || error.retryAfter > LONGEST) return false;
  return error.kind === 'network' || error.kind === 'timeout' || error.status === 429 || error.status >= 500;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && mayPass(error),
      retryDelay: (count, error) => Math.min(error?.retryAfter ?? 2 ** count, LONGEST) * 1000,
    },
  },
});

/** For useInfiniteQuery. */
export const pagesOf = (params) => ({
  queryKey: ['acs_credentials', params],
  queryFn: ({ pageParam, signal }) => credentials.list({ ...params, page_cursor: pageParam }, { signal }),
  initialPageParam: undefined,
  getNextPageParam: ({ pagination }, pages, cursor, cursors) => {
    const next = pagination?.has_next_page ? pagination.next_page_cursor : undefined;
    return !next || cursors.includes(next) ? undefined : next; // a cursor that repeats would never end
  },
});
