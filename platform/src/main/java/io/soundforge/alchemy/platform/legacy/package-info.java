/** The words in which both edges speak to clients of the original system. Nothing inward uses them. */
@NullMarked
package io.soundforge.alchemy.platform.legacy;

import org.jspecify.annotations.NullMarked;
