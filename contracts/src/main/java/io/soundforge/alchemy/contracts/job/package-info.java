@NullMarked
package io.soundforge.alchemy.contracts.job;

import org.jspecify.annotations.NullMarked;
