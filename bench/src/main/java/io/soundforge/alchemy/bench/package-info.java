/** Measures what the documentation claims: each package one subject, each subject a script in {@code bench/}. */
@NullMarked
package io.soundforge.alchemy.bench;

import org.jspecify.annotations.NullMarked;
