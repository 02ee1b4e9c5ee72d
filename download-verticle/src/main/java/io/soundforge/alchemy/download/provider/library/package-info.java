/** A folder with one's own music. */
@org.jspecify.annotations.NullMarked
package io.soundforge.alchemy.download.provider.library;
