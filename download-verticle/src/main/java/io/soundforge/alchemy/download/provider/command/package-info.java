/** A program of the operator's own, called by a template. */
@org.jspecify.annotations.NullMarked
package io.soundforge.alchemy.download.provider.command;
