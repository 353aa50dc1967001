/** What the choices of how the table looks are called. */
import type { Density, GroupColumn } from '../library/list-records';

export const DENSITY_NAMES: Record<Density, string> = { compact: 'Compact', regular: 'Regular', relaxed: 'Relaxed' };

export const GROUP_NAMES: Record<GroupColumn, string> = {
  digest: 'Digest',
  organization: 'Organization',
  month: 'Month of publication',
  tag: 'Tag',
  status: 'Status',
};
