@NullMarked
package io.soundforge.alchemy.platform.jobs;

import org.jspecify.annotations.NullMarked;
