/**
 * Whether a query finds anything at all.
 *
 * @example await isThere(tx.selectFrom('people.person').select('id').where('tenant_id', '=', tenantId)) // true
 */
export async function isThere(query: {
  limit(most: number): { executeTakeFirst(): Promise<unknown> };
}): Promise<boolean> {
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}
