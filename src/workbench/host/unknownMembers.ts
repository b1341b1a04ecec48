/** For tests: an add-in that asks for a member which the host does not serve has met a gap, not an error of its own. */

/** Throws where members were asked for that the member table does not have. */
export function assertNoUnknownMembers(runtime: { readonly unknownMembers: readonly string[] }): void {
  if (runtime.unknownMembers.length > 0)
    throw new Error(`the host does not serve: ${runtime.unknownMembers.join(', ')}`);
}
