package org.iroprotocol.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;

/** Somebody without a mouse: the Tab key and what it reaches, which has to be seen each time. */
final class Keyboard {

    private static final int MORE_THAN_ANY_PAGE_HAS = 150;

    /** What has the focus when nothing on the page has it. */
    private static final String NOTHING = "";

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** After the page has drawn itself, as somebody sees it who looks before pressing the next key. */
    void pressWhenDrawn(String key) {
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))))");
        press(key);
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    /** Tab from where the focus is, until it is here. */
    void tabTo(Locator target) {
        // The field behind a list of choices has the focus and no size of its own; what is seen is the frame round it.
        target.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        for (int step = 0; step < MORE_THAN_ANY_PAGE_HAS; step++) {
            press("Tab");
            String focused = focused();
            if (!focused.equals(NOTHING)) {
                assertSeen(focused);
                if ((boolean) target.evaluate("element => element === document.activeElement")) {
                    return;
                }
            }
        }
        throw new AssertionError("The Tab key does not reach " + target + " on " + page.url());
    }

    /** Tab goes on to the end of the page: out of it, or round to the skip link, which is the first on every page. */
    void tabToTheEnd() {
        for (int step = 0; step < MORE_THAN_ANY_PAGE_HAS; step++) {
            press("Tab");
            String focused = focused();
            if (focused.equals(NOTHING) || focused.contains("class=\"skip\"")) {
                return;
            }
            assertSeen(focused);
        }
        throw new AssertionError("The Tab key does not leave " + page.url() + ", it is caught at " + focused());
    }

    private String focused() {
        return (String) page.evaluate("""
                () => document.activeElement === document.body || document.activeElement === document.documentElement
                  ? '' : document.activeElement.outerHTML.slice(0, 200)""");
    }

    /** In the window, and marked: by itself or, in a form, by the frame drawn round a field. */
    private void assertSeen(String focused) {
        assertThat((String) page.evaluate("""
                () => {
                  const element = document.activeElement;
                  const marked = one => {
                    const style = one && getComputedStyle(one);
                    return one && (style.boxShadow !== 'none' || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0);
                  };
                  if (!marked(element) && !marked(element.closest('.fjs-input-group'))) {
                    return 'no outline';
                  }
                  const box = (element.closest('.fjs-input-group') || element).getBoundingClientRect();
                  if (!box.width || !box.height || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0) {
                    return 'out of sight';
                  }
                  return 'seen';
                }""")).as("The focus on %s at %s", focused, page.url()).isEqualTo("seen");
    }
}
