/** What a user can get wrong on a machine, found before it hurts, with what to do about it. */
@NullMarked
package io.soundforge.alchemy.launcher.doctor;

import org.jspecify.annotations.NullMarked;
