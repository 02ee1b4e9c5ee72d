/** Uploads that go on after an interruption, by the TUS protocol 1.0, and what owners have. */
@NullMarked
package io.soundforge.alchemy.gateway.uploads;

import org.jspecify.annotations.NullMarked;
