import { QueryClient } from '@tanstack/react-query';
import { createClient, isCredentialsError } from 'acs-credentials';

// TanStack Query repeats reads, so the package must not: together they would ask a dozen times.
const credentials = createClient({ endpoint: '/api/seam', credentials: 'same-origin', retries: 0 });

const mayPass = (error) =>
  isCredentialsError(error) &&
  (['network', 'timeout'].includes(error.kind) || error.status === 429 || error.status >= 500);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && mayPass(error),
      retryDelay: (count, { retryAfter = 2 ** count }) => retryAfter * 1000,
    },
  },
});

/** For useInfiniteQuery. */
export const pagesOf = (params) => ({
  queryKey: ['acs_credentials', params],
  queryFn: ({ pageParam, signal }) => credentials.list({ ...params, page_cursor: pageParam }, { signal }),
  initialPageParam: undefined,
  getNextPageParam: ({ pagination }) => pagination?.next_page_cursor ?? undefined,
});
