/** The program spotdl. */
@org.jspecify.annotations.NullMarked
package io.soundforge.alchemy.download.provider.spotdl;
