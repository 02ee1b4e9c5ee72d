/**
 * The wire of the original services, for clients that know no other: thin routes over pure mappings from our records to
 * theirs. Nothing here decides; what is promised is promised by the same jobs as everywhere else.
 */
@NullMarked
package io.soundforge.alchemy.gateway.legacy;

import org.jspecify.annotations.NullMarked;
