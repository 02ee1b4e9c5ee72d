/** Where audio of known songs can come from: one port, and what all external programs have in common. */
@org.jspecify.annotations.NullMarked
package io.soundforge.alchemy.download.provider;
