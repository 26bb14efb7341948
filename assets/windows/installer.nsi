; Installer of Gainsay for one person: no administrator, nothing outside of the person's own folders and settings.
; Made by the script "package" beside it, which defines VERSION, NUMBERS (the version as four numbers), FILES (the folder with what
; is installed), ICONS and OUTPUT, and writes two macros into TABLES: Extensions, with a line "!insertmacro ${do} .txt" for each format of
; articles, and Installed, with a line that deletes each installed file.
; Silent: /S, and /D=FOLDER as the last argument for another folder; the uninstaller takes /S too.

; Before, DeleteRegKey /ifempty looked for keys in a key, but not for values.
!if ${NSIS_PACKEDVERSION} < 0x03008000
  !error "This needs NSIS 3.08 or later"
!endif
Unicode true
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "${TABLES}"

!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Gainsay"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\gainsay.exe"
!define CAPABILITIES "Software\Gainsay\Capabilities"

Name "Gainsay"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Gainsay"
; An upgrade goes where the older version is.
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "Gainsay ${VERSION}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Gainsay"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Gainsay installer"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "Gainsay contributors"
VIAddVersionKey "LegalCopyright" "MIT or Apache 2.0, Gainsay contributors"

!define MUI_ICON "${ICONS}/gainsay.ico"
!define MUI_UNICON "${ICONS}/gainsay.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\gainsay.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open Gainsay"
!define MUI_FINISHPAGE_TEXT "Gainsay ${VERSION} is in the start menu."
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Gainsay will be removed. Your articles, annotations and settings stay as they are."
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; An article's format: Gainsay is offered by "Open with" and in the system's list of default programs, and takes nothing over.
!macro Offer extension
  WriteRegStr HKCU "${CLASSES}\${extension}\OpenWithProgids" "Gainsay.Article" ""
  WriteRegStr HKCU "${CLASSES}\Applications\gainsay.exe\SupportedTypes" "${extension}" ""
  WriteRegStr HKCU "${CAPABILITIES}\FileAssociations" "${extension}" "Gainsay.Article"
!macroend

!macro Withdraw extension
  DeleteRegValue HKCU "${CLASSES}\${extension}\OpenWithProgids" "Gainsay.Article"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${extension}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${extension}"
!macroend

; A kind of file that Gainsay opens.
!macro Kind id name icon
  WriteRegStr HKCU "${CLASSES}\${id}" "" "${name}"
  WriteRegStr HKCU "${CLASSES}\${id}\DefaultIcon" "" "${icon}"
  WriteRegStr HKCU "${CLASSES}\${id}\shell\open" "FriendlyAppName" "Gainsay"
  WriteRegStr HKCU "${CLASSES}\${id}\shell\open\command" "" '"$INSTDIR\gainsay.exe" "%1"'
!macroend

; Explorer shows the new file types and icons at once.
!macro Announce
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section "Gainsay"
  SetOutPath "$INSTDIR"
  ; What an upgrade of a running version put aside.
  Delete "$INSTDIR\gainsay-old-*.exe"
  ; A running program can be renamed but not replaced. It stays open; the next start is the new version.
  ClearErrors
  Delete "$INSTDIR\gainsay.exe"
  ${If} ${Errors}
    System::Call 'kernel32::GetTickCount() i .r0'
    Rename "$INSTDIR\gainsay.exe" "$INSTDIR\gainsay-old-$0.exe"
  ${EndIf}
  ClearErrors
  File /r "${FILES}/*"
  ${If} ${Errors}
    SetErrorLevel 2
    Abort "Gainsay could not be written to $INSTDIR"
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Gainsay.lnk" "$INSTDIR\gainsay.exe" "" "" 0 SW_SHOWNORMAL "" "Take articles apart: claims, denials and evidence"

  !insertmacro Kind "Gainsay.Annotations" "Gainsay annotations" "$INSTDIR\document.ico"
  !insertmacro Kind "Gainsay.Article" "Article" "$INSTDIR\gainsay.exe,0"
  WriteRegStr HKCU "${CLASSES}\Applications\gainsay.exe" "FriendlyAppName" "Gainsay"
  WriteRegStr HKCU "${CLASSES}\Applications\gainsay.exe\shell\open\command" "" '"$INSTDIR\gainsay.exe" "%1"'
  WriteRegStr HKCU "${CAPABILITIES}" "ApplicationName" "Gainsay"
  WriteRegStr HKCU "${CAPABILITIES}" "ApplicationDescription" "Take articles apart: claims, denials and evidence"
  WriteRegStr HKCU "Software\RegisteredApplications" "Gainsay" "${CAPABILITIES}"
  !insertmacro Extensions Offer
  ; Annotation files and projects are RON, a format that other programs have too: it is taken only if it is nobody's.
  WriteRegStr HKCU "${CLASSES}\.ron\OpenWithProgids" "Gainsay.Annotations" ""
  WriteRegStr HKCU "${CLASSES}\Applications\gainsay.exe\SupportedTypes" ".ron" ""
  WriteRegStr HKCU "${CAPABILITIES}\FileAssociations" ".ron" "Gainsay.Annotations"
  ReadRegStr $0 HKCR ".ron" ""
  ${If} $0 == ""
    WriteRegStr HKCU "${CLASSES}\.ron" "" "Gainsay.Annotations"
  ${EndIf}

  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\gainsay.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Gainsay"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\gainsay.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Gainsay contributors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  !insertmacro Announce
SectionEnd

Section "Uninstall"
  again:
  ClearErrors
  ; The window that an upgrade left open is that of an old one.
  Delete "$INSTDIR\gainsay-old-*.exe"
  ; To ask for errors is to forget them, so each is asked for once.
  IfErrors open
  Delete "$INSTDIR\gainsay.exe"
  IfErrors 0 closed
  open:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Gainsay is open. Close it and choose Retry." /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Abort "Gainsay is open. Nothing was removed."
  closed:
  ; By name: the folder may have files of the person.
  !insertmacro Installed
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ; Where programs of one person are, if this was the only one.
  RMDir "$LOCALAPPDATA\Programs"
  Delete "$SMPROGRAMS\Gainsay.lnk"

  !insertmacro Extensions Withdraw
  ReadRegStr $0 HKCU "${CLASSES}\.ron" ""
  ${If} $0 == "Gainsay.Annotations"
    DeleteRegValue HKCU "${CLASSES}\.ron" ""
  ${EndIf}
  DeleteRegValue HKCU "${CLASSES}\.ron\OpenWithProgids" "Gainsay.Annotations"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.ron\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.ron"
  DeleteRegKey HKCU "${CLASSES}\Gainsay.Annotations"
  DeleteRegKey HKCU "${CLASSES}\Gainsay.Article"
  DeleteRegKey HKCU "${CLASSES}\Applications\gainsay.exe"
  DeleteRegValue HKCU "Software\RegisteredApplications" "Gainsay"
  DeleteRegKey HKCU "Software\Gainsay"
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "${UNINSTALL}"
  ; Keys that only this program needed.
  DeleteRegKey /ifempty HKCU "${CLASSES}\Applications"
  DeleteRegKey /ifempty HKCU "Software\RegisteredApplications"
  DeleteRegKey /ifempty HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths"
  DeleteRegKey /ifempty HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall"
  !insertmacro Announce
SectionEnd
