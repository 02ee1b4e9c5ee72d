/** From a source to stored, decoded audio. */
@NullMarked
package io.soundforge.alchemy.download;

import org.jspecify.annotations.NullMarked;
