"""Lets LibreOffice accept or reject all tracked changes, and says what the documents then show.

Arguments: a name for the pipe, then for each document "accept", "reject" or "open" and its file.
Prints one line of JSON for each document: its paragraphs and tables, and how many tracked changes are left.
"""

import json
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def connect(pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    sys.exit("LibreOffice does not answer")


def words(text):
    """Footnotes where their sign stands."""
    for portion in enumerated(text):
        if portion.TextPortionType == "Footnote":
            yield ["footnote", blocks(portion.Footnote)]
        elif portion.TextPortionType == "ContentControl":
            yield from words(portion.ContentControl)
        else:
            yield portion.String


def joined(pieces):
    """Portions begin and end anywhere."""
    result = []
    for word in pieces:
        if isinstance(word, str) and result and isinstance(result[-1], str):
            result[-1] += word
        elif word != "":
            result.append(word)
    return result


def enumerated(collection):
    enumeration = collection.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def blocks(text):
    result = []
    for block in enumerated(text):
        if block.supportsService("com.sun.star.text.TextTable"):
            result.append(["table", [[name, blocks(block.getCellByName(name))] for name in block.CellNames]])
        else:
            result.append([block.ParaStyleName, block.ListLabelString, joined(words(block))])
    return result


def settle(desktop, dispatcher, action, file):
    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(file), "_blank", 0, (hidden,))
    if action in COMMANDS:
        dispatcher.executeDispatch(document.CurrentController.Frame, COMMANDS[action], "", 0, ())
    shown = blocks(document.Text)
    left = len(list(enumerated(document.Redlines)))
    document.close(True)
    return {"shown": shown, "changesLeft": left}


def main(pipe, *jobs):
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={pipe};urp;",
                f"-env:UserInstallation=file://{profile}",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        create = connect(pipe).ServiceManager.createInstanceWithContext
        context = uno.getComponentContext()
        desktop = create("com.sun.star.frame.Desktop", context)
        dispatcher = create("com.sun.star.frame.DispatchHelper", context)
        try:
            for action, file in zip(jobs[::2], jobs[1::2], strict=True):
                print(json.dumps(settle(desktop, dispatcher, action, file)), flush=True)
        finally:
            desktop.terminate()
            office.wait(30)


main(*sys.argv[1:])
